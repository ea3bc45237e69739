package io.heatlens.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * PyTorch's automatic differentiation. Uses DJL's internal API, because the public one
 * cannot keep a graph for another backward pass and allows only one gradient collector
 * per process.
 */
public final class Autograd {

	private Autograd() {
	}

	/**
	 * Turns gradients off on the calling thread. PyTorch has them on for every new
	 * thread.
	 */
	static void off() {
		JniUtils.setGradMode(false);
	}

	/**
	 * Runs a forward pass on the calling thread and records every operation that depends
	 * on an array that requires a gradient. Gradients are off on this thread afterwards.
	 * @param <T> the type of the result
	 * @param forward the forward pass
	 * @return the result of the forward pass
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
	 * Computes vector-Jacobian products. The graph is kept, so that another backward pass
	 * of the same output can follow.
	 * @param <K> the type of the keys
	 * @param output the recorded array
	 * @param vector the vector, of the shape of the output
	 * @param leaves the arrays that require a gradient, by key
	 * @return the gradient of the dot product of output and vector with respect to each
	 * leaf, of the shape of the leaf, by the same key
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
	 * Adds the gradient of the dot product of output and vector to the gradient that each
	 * leaf has accumulated. The graph is kept.
	 * @param output the recorded array
	 * @param vector the vector, of the shape of the output
	 */
	public static void backward(NDArray output, NDArray vector) {
		JniUtils.backward((PtNDArray) output, (PtNDArray) vector, true, false);
	}

}
