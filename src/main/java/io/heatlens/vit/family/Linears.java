package io.heatlens.vit.family;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.layer.Linear;

/**
 * Scales, joins and cuts linear layers when a checkpoint is read.
 */
public final class Linears {

	private Linears() {
	}

	/**
	 * Multiplies the output of a linear layer, which is closed.
	 * @param linear the layer
	 * @param scale the factor of each output, shape (out)
	 * @return the scaled layer
	 */
	public static Linear scaled(Linear linear, NDArray scale) {
		try (NDArray column = scale.expandDims(1)) {
			Linear scaled = new Linear(linear.weight().mul(column),
					(linear.bias() != null) ? linear.bias().mul(scale) : null);
			close(linear);
			return scaled;
		}
	}

	/**
	 * Splits a linear layer, which is closed, into its first outputs and the rest.
	 * @param linear the layer, shape (out, in)
	 * @param first the number of outputs of the first part
	 * @return the two parts
	 */
	public static List<Linear> split(Linear linear, long first) {
		List<Linear> parts = List.of(rows(linear, ":" + first), rows(linear, first + ":"));
		close(linear);
		return parts;
	}

	private static Linear rows(Linear linear, String rows) {
		return new Linear(copy(linear.weight(), rows), (linear.bias() != null) ? copy(linear.bias(), rows) : null);
	}

	/**
	 * Copies a part of a weight.
	 * @param weight the weight
	 * @param part the index of the part
	 * @return the part, independent of the weight
	 */
	public static NDArray copy(NDArray weight, String part) {
		try (NDArray view = weight.get(part)) {
			return view.duplicate();
		}
	}

	/**
	 * Joins two classifiers whose logits are averaged into one classifier of the
	 * concatenated tokens. Both are closed.
	 * @param first the classifier of the CLS token, shape (classes, dim)
	 * @param second the classifier of the distillation token, shape (classes, dim)
	 * @return the joined classifier, shape (classes, 2 dim)
	 */
	public static Linear averaged(Linear first, Linear second) {
		try (NDArray weight = first.weight().concat(second.weight(), 1)) {
			NDArray bias = (first.bias() != null && second.bias() != null) ? first.bias().add(second.bias()).muli(0.5f)
					: null;
			Linear averaged = new Linear(weight.mul(0.5f), bias);
			close(first);
			close(second);
			return averaged;
		}
	}

	/**
	 * Cuts a linear layer, which is closed, into layers of equally many rows.
	 * @param linear the layers below each other, shape (count out, in)
	 * @param count the number of layers
	 * @return the layers, shape (out, in) each
	 */
	public static List<Linear> chunks(Linear linear, int count) {
		NDList weights = linear.weight().split(count);
		NDList biases = (linear.bias() != null) ? linear.bias().split(count) : null;
		close(linear);
		return IntStream.range(0, count)
			.mapToObj((i) -> new Linear(weights.get(i), (biases != null) ? biases.get(i) : null))
			.toList();
	}

	/**
	 * Joins linear layers of the same inputs, which are closed. A layer without a bias
	 * gets zeros if another one has a bias.
	 * @param parts the layers
	 * @return the layers below each other
	 */
	public static Linear join(Linear... parts) {
		NDList weights = new NDList();
		NDList biases = new NDList();
		boolean biased = Arrays.stream(parts).anyMatch((part) -> part.bias() != null);
		for (Linear part : parts) {
			weights.add(part.weight());
			if (biased) {
				biases.add((part.bias() != null) ? part.bias()
						: part.weight().getManager().zeros(new Shape(part.weight().getShape().get(0))));
			}
		}
		Linear joined = new Linear(NDArrays.concat(weights), biases.isEmpty() ? null : NDArrays.concat(biases));
		weights.close();
		biases.close();
		return joined;
	}

	/**
	 * Closes the weight and the bias of a linear layer.
	 * @param linear the layer
	 */
	public static void close(Linear linear) {
		linear.weight().close();
		if (linear.bias() != null) {
			linear.bias().close();
		}
	}

}
