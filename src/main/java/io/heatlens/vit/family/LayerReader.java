package io.heatlens.vit.family;

import java.util.Arrays;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.transformer.Attention;
import io.heatlens.vit.transformer.Gelu;
import io.heatlens.vit.transformer.LayerNorm;
import io.heatlens.vit.transformer.Linear;

/**
 * Takes the layers of a checkpoint that all families have, by the names that the family
 * gives them.
 *
 * @param weights the tensors of the checkpoint
 * @param dim the embedding dimension
 * @param epsilon the epsilon of every LayerNorm
 */
record LayerReader(Checkpoint weights, int dim, float epsilon) {

	NDArray take(String name, long... shape) {
		return this.weights.take(name, shape);
	}

	LayerNorm norm(String name) {
		return new LayerNorm(take(name + ".weight", this.dim), take(name + ".bias", this.dim), this.epsilon, false);
	}

	Linear linear(String name, long out, long in) {
		return linear(name, out, in, true);
	}

	Linear linear(String name, long out, long in, boolean bias) {
		return new Linear(take(name + ".weight", out, in), bias ? take(name + ".bias", out) : null);
	}

	/**
	 * Creates the attention from separate projections, as in Hugging Face's checkpoints.
	 * @param query the projection to queries, shape (dim, dim)
	 * @param key the projection to keys, shape (dim, dim)
	 * @param value the projection to values, shape (dim, dim)
	 * @param projection the projection of the concatenated heads, shape (dim, dim)
	 * @param heads the number of heads
	 * @return the attention
	 * @throws InvalidModelException if the dimension is no multiple of the number of
	 * heads
	 */
	Attention attention(Linear query, Linear key, Linear value, Linear projection, int heads) {
		return attention(join(query, key, value), projection, heads);
	}

	/**
	 * Creates the attention from a fused projection, as in timm's checkpoints. The
	 * division of the scores by the square root of the head size is folded into the
	 * projection to queries.
	 * @param qkv the projections to queries, keys and values below each other, shape (3
	 * dim, dim)
	 * @param projection the projection of the concatenated heads, shape (dim, dim)
	 * @param heads the number of heads
	 * @return the attention
	 * @throws InvalidModelException if the dimension is no multiple of the number of
	 * heads
	 */
	Attention attention(Linear qkv, Linear projection, int heads) {
		if (heads < 1 || this.dim % heads != 0) {
			throw new InvalidModelException("%d heads do not divide the dimension %d".formatted(heads, this.dim));
		}
		float[] scale = new float[3 * this.dim];
		Arrays.fill(scale, 1);
		Arrays.fill(scale, 0, this.dim, 1 / (float) Math.sqrt(this.dim / (double) heads));
		try (NDArray rows = qkv.weight().getManager().create(scale)) {
			return new Attention(scaled(qkv, rows), projection, heads, false);
		}
	}

	/**
	 * Folds layer scale (Touvron et al. 2021) into the linear layer before it, which is
	 * closed.
	 * @param linear the layer whose output is scaled
	 * @param gamma the name of the scale in the checkpoint, shape (dim)
	 * @return the scaled layer
	 */
	Linear scaled(Linear linear, String gamma) {
		try (NDArray scale = take(gamma, this.dim)) {
			return scaled(linear, scale);
		}
	}

	private static Linear scaled(Linear linear, NDArray scale) {
		try (NDArray column = scale.expandDims(1)) {
			Linear scaled = new Linear(linear.weight().mul(column),
					(linear.bias() != null) ? linear.bias().mul(scale) : null);
			close(linear);
			return scaled;
		}
	}

	/**
	 * Joins two classifiers whose logits are averaged into one classifier of the
	 * concatenated tokens. Both are closed.
	 * @param first the classifier of the CLS token, shape (classes, dim)
	 * @param second the classifier of the distillation token, shape (classes, dim)
	 * @return the joined classifier, shape (classes, 2 dim)
	 */
	Linear averaged(Linear first, Linear second) {
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
	 * Finds an activation by its name.
	 * @param name the name in configuration files
	 * @return the exact or the quick GELU
	 * @throws InvalidModelException if the name is another
	 */
	Gelu gelu(String name) {
		return switch (name) {
			case "gelu" -> new Gelu.Exact();
			case "quick_gelu" -> new Gelu.Quick(this.weights.constant(1.702f));
			default -> throw new InvalidModelException(
					"the activation should be gelu or quick_gelu, but is \"%s\"".formatted(name));
		};
	}

	private static Linear join(Linear... parts) {
		NDList weights = new NDList();
		NDList biases = new NDList();
		for (Linear part : parts) {
			weights.add(part.weight());
			if (part.bias() != null) {
				biases.add(part.bias());
			}
		}
		Linear joined = new Linear(NDArrays.concat(weights), biases.isEmpty() ? null : NDArrays.concat(biases));
		weights.close();
		biases.close();
		return joined;
	}

	private static void close(Linear linear) {
		linear.weight().close();
		if (linear.bias() != null) {
			linear.bias().close();
		}
	}

}
