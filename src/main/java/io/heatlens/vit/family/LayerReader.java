package io.heatlens.vit.family;

import java.util.Arrays;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.layer.Activation;
import io.heatlens.vit.layer.Layer;
import io.heatlens.vit.layer.LayerNorm;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.layer.NormedLinear;
import io.heatlens.vit.transformer.HeadNorm;
import io.heatlens.vit.transformer.HeadProjection;
import org.jspecify.annotations.Nullable;

/**
 * Takes the layers of a checkpoint that all families have, by the names that the family
 * gives them.
 *
 * @param weights the tensors of the checkpoint
 * @param dim the embedding dimension
 * @param epsilon the epsilon of every LayerNorm
 */
public record LayerReader(Checkpoint weights, int dim, float epsilon) {

	/**
	 * Takes a tensor of the checkpoint.
	 * @param name the name of the tensor
	 * @param shape the shape that it must have
	 * @return the tensor
	 */
	public NDArray take(String name, long... shape) {
		return this.weights.take(name, shape);
	}

	/**
	 * Takes a LayerNorm over the embedding dimension.
	 * @param name the name of the LayerNorm
	 * @return the LayerNorm
	 */
	public LayerNorm norm(String name) {
		return norm(name, this.dim);
	}

	/**
	 * Takes a LayerNorm.
	 * @param name the name of the LayerNorm
	 * @param size the number of values that are normalised together
	 * @return the LayerNorm
	 */
	public LayerNorm norm(String name, long size) {
		return new LayerNorm(take(name + ".weight", size), take(name + ".bias", size), this.epsilon);
	}

	/**
	 * Takes a LayerNorm over the embedding dimension if the checkpoint has it.
	 * @param name the name of the LayerNorm
	 * @return the LayerNorm, or null
	 */
	public @Nullable LayerNorm normIfAny(String name) {
		return this.weights.has(name + ".weight") ? norm(name) : null;
	}

	/**
	 * Takes a linear layer with a bias.
	 * @param name the name of the layer
	 * @param out the number of outputs
	 * @param in the number of inputs
	 * @return the layer
	 */
	public Linear linear(String name, long out, long in) {
		return linear(name, out, in, true);
	}

	/**
	 * Takes a linear layer.
	 * @param name the name of the layer
	 * @param out the number of outputs
	 * @param in the number of inputs
	 * @param bias whether it has a bias
	 * @return the layer
	 */
	public Linear linear(String name, long out, long in, boolean bias) {
		return new Linear(take(name + ".weight", out, in), bias ? take(name + ".bias", out) : null);
	}

	/**
	 * Takes the projections to queries, keys and values of timm. The keys have no bias if
	 * the others have biases of their own.
	 * @param name the name of the attention in the checkpoint
	 * @return the projections below each other, shape (3 dim, dim)
	 */
	public Linear qkv(String name) {
		if (!this.weights.has(name + ".q_bias")) {
			return linear(name + ".qkv", 3L * this.dim, this.dim, this.weights.has(name + ".qkv.bias"));
		}
		NDArray weight = take(name + ".qkv.weight", 3L * this.dim, this.dim);
		try (NDArray query = take(name + ".q_bias", this.dim);
				NDArray key = query.zerosLike();
				NDArray value = take(name + ".v_bias", this.dim)) {
			return new Linear(weight, NDArrays.concat(new NDList(query, key, value)));
		}
	}

	/**
	 * Creates the projection to queries, keys and values from separate ones, as in
	 * Hugging Face's checkpoints. A projection without a bias gets zeros if another one
	 * has a bias.
	 * @param query the projection to queries, shape (dim, dim)
	 * @param key the projection to keys, shape (dim, dim)
	 * @param value the projection to values, shape (dim, dim)
	 * @param heads the number of heads
	 * @return the projection
	 * @throws InvalidModelException if the dimension is no multiple of the number of
	 * heads
	 */
	public HeadProjection heads(Linear query, Linear key, Linear value, int heads) {
		return heads(Linears.join(query, key, value), heads);
	}

	/**
	 * Creates the projection to queries, keys and values from a fused one, as in timm's
	 * checkpoints. The division of the scores by the square root of the head size is
	 * folded into the projection to queries.
	 * @param qkv the projections to queries, keys and values below each other, shape (3
	 * dim, dim)
	 * @param heads the number of heads
	 * @return the projection
	 * @throws InvalidModelException if the dimension is no multiple of the number of
	 * heads
	 */
	public HeadProjection heads(Linear qkv, int heads) {
		return heads(qkv, heads, Math.sqrt(heads / (double) this.dim));
	}

	/**
	 * Creates the projection to queries, keys and values from a fused one.
	 * @param qkv the projections to queries, keys and values below each other, shape (3
	 * dim, dim)
	 * @param heads the number of heads
	 * @param scale the factor of the scores, which is folded into the projection to
	 * queries
	 * @return the projection
	 * @throws InvalidModelException if the dimension is no multiple of the number of
	 * heads
	 */
	public HeadProjection heads(Linear qkv, int heads, double scale) {
		if (heads < 1 || this.dim % heads != 0) {
			throw new InvalidModelException("%d heads do not divide the dimension %d".formatted(heads, this.dim));
		}
		float[] factors = new float[3 * this.dim];
		Arrays.fill(factors, 1);
		Arrays.fill(factors, 0, this.dim, (float) scale);
		try (NDArray rows = qkv.weight().getManager().create(factors)) {
			return new HeadProjection(Linears.scaled(qkv, rows), heads);
		}
	}

	/**
	 * Takes the normalisation of the queries and the keys of each head.
	 * @param name the name of the attention in the checkpoint
	 * @param size the size of a head
	 * @return the normalisation, which also scales the queries by the square root of the
	 * size
	 */
	public HeadNorm headNorm(String name, int size) {
		LayerNorm query = norm(name + ".q_norm", size);
		float scale = (float) Math.sqrt(1.0 / size);
		return new HeadNorm(new LayerNorm(query.weight().muli(scale), query.bias().muli(scale), query.epsilon()),
				norm(name + ".k_norm", size));
	}

	/**
	 * Folds layer scale (Touvron et al. 2021) into the linear layer before it, which is
	 * closed.
	 * @param linear the layer whose output is scaled
	 * @param gamma the name of the scale in the checkpoint, shape (dim)
	 * @return the scaled layer
	 */
	public Linear scaled(Linear linear, String gamma) {
		try (NDArray scale = take(gamma, this.dim)) {
			return Linears.scaled(linear, scale);
		}
	}

	/**
	 * Puts a LayerNorm before a linear layer if the checkpoint has one.
	 * @param norm the name of the LayerNorm
	 * @param linear the linear layer
	 * @return the linear layer, with the LayerNorm or without
	 */
	public Layer normedIfAny(String norm, Linear linear) {
		return this.weights.has(norm + ".weight")
				? new NormedLinear(norm(norm, linear.weight().getShape().get(1)), linear) : linear;
	}

	/**
	 * Folds layer scale into the linear layer before it, if the checkpoint has any.
	 * @param linear the layer whose output is scaled
	 * @param gamma the name of the scale in the checkpoint
	 * @return the layer, scaled or as it is
	 */
	public Linear scaledIfAny(Linear linear, String gamma) {
		return this.weights.has(gamma) ? scaled(linear, gamma) : linear;
	}

	/**
	 * Finds an activation by its name.
	 * @param name the name in configuration files
	 * @return the activation
	 * @throws InvalidModelException if the name is none of those that transformers and
	 * timm give to the activations
	 */
	public Activation activation(String name) {
		return switch (name) {
			case "gelu", "gelu_python" -> new Activation.Gelu();
			case "gelu_pytorch_tanh", "gelu_new", "gelu_fast", "gelu_tanh" ->
				new Activation.TanhGelu(this.weights.constant((float) Activation.TanhGelu.LINEAR),
						this.weights.constant((float) Activation.TanhGelu.CUBIC));
			case "quick_gelu", "quickgelu" -> new Activation.QuickGelu(this.weights.constant(1.702f));
			case "silu", "swish" -> new Activation.Silu();
			case "relu" -> new Activation.Relu();
			default -> throw new InvalidModelException(
					"the activation should be gelu, gelu_pytorch_tanh, quick_gelu, silu or relu, but is \"%s\""
						.formatted(name));
		};
	}

}
