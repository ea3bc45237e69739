package io.heatlens.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * PyTorch's automatic differentiation. Uses DJL's internal API, as {@link Kernels} and
 * {@link Libtorch} do beside it: the public one cannot keep a graph for the next class,
 * and allows one collector a process.
 */
public final class Autograd {

	private Autograd() {
	}

	/** Gradients are off on the calling thread until they are asked for. */
	static void off() {
		JniUtils.setGradMode(false);
	}

	/**
	 * Records what runs on this thread wherever it depends on an array that requires a
	 * gradient.
	 * @param <T> what comes out
	 * @param forward to record
	 * @return its result
	 */
	public static <T> T record(Supplier<T> forward) {
		JniUtils.setGradMode(true);
		try {
			return forward.get();
		}
		finally {
			JniUtils.setGradMode(false);
		}
	}

	/**
	 * Computes vector-Jacobian products and keeps the graph for the next.
	 * @param <K> what a leaf is found by
	 * @param output that was recorded
	 * @param vector of the output's shape
	 * @param leaves that require a gradient
	 * @return the gradient of (output . vector) with respect to each leaf, of its shape
	 */
	public static <K> Map<K, NDArray> gradients(NDArray output, NDArray vector, Map<K, NDArray> leaves) {
		backward(output, vector);
		Map<K, NDArray> gradients = new HashMap<>();
		leaves.forEach((key, leaf) -> {
			try (NDArray accumulated = leaf.getGradient()) {
				gradients.put(key, accumulated.duplicate());
				accumulated.muli(0);
			}
		});
		return gradients;
	}

	/**
	 * Adds to the gradients of every leaf, and keeps the graph.
	 * @param output that was recorded
	 * @param vector of the output's shape
	 */
	public static void backward(NDArray output, NDArray vector) {
		JniUtils.backward((PtNDArray) output, (PtNDArray) vector, true, false);
	}

}
