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
import io.heatlens.vit.transformer.VisionTransformer.Linear;

/**
 * Takes the layers that every family has, by the name that the family gives them.
 *
 * @param weights of the checkpoint
 * @param dim the embedding dimension
 * @param epsilon of every LayerNorm
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
	 * Joins Hugging Face's separate projections.
	 * @param query shape (dim, dim)
	 * @param key shape (dim, dim)
	 * @param value shape (dim, dim)
	 * @param projection of the concatenated heads
	 * @param heads how many
	 * @return the attention
	 */
	Attention attention(Linear query, Linear key, Linear value, Linear projection, int heads) {
		return attention(join(query, key, value), projection, heads);
	}

	/**
	 * Takes timm's fused projection. Attention divides its scores by the root of the head
	 * size; here that is done once for all.
	 * @param qkv query, key and value below each other, shape (3 dim, dim)
	 * @param projection of the concatenated heads
	 * @param heads how many
	 * @return the attention
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
	 * Folds layer scale (Touvron et al. 2021) into the linear layer before it.
	 * @param linear whose output is scaled
	 * @param gamma name of the scale, shape (dim)
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
	 * Puts two classifiers whose logits are averaged into one on the concatenated tokens.
	 * @param first of the CLS token, shape (classes, dim)
	 * @param second of the distillation token, shape (classes, dim)
	 * @return shape (classes, 2 dim)
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
	 * Finds the activation.
	 * @param name as in configuration files
	 * @return exact or quick GELU
	 * @throws InvalidModelException if it is another
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
