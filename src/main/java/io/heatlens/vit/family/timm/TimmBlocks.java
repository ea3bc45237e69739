package io.heatlens.vit.family.timm;

import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.Linears;
import io.heatlens.vit.layer.Layer;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.layer.Mlp;
import io.heatlens.vit.layer.RmsNorm;
import io.heatlens.vit.transformer.Attention;
import io.heatlens.vit.transformer.Block;
import io.heatlens.vit.transformer.DifferentialAttention;
import io.heatlens.vit.transformer.HeadProjection;
import io.heatlens.vit.transformer.MultiHeadAttention;
import io.heatlens.vit.transformer.ParallelBlock;
import io.heatlens.vit.transformer.PostNormBlock;
import io.heatlens.vit.transformer.PreNormBlock;
import io.heatlens.vit.transformer.TransformedAttention;

/**
 * Reads the blocks of timm's {@code vision_transformer} module.
 *
 * @param config the configuration
 * @param layers the reader of the checkpoint
 */
record TimmBlocks(TimmConfig config, LayerReader layers) {

	/** The epsilon of the normalisation within differential attention. */
	private static final float SUB_NORM_EPSILON = 1e-5f;

	/**
	 * The name of the first LayerNorm of a block.
	 * @param weights the tensors of the checkpoint
	 * @param index the index of the block
	 * @return the name of its scale, whether or not the checkpoint has it
	 */
	static String norm(Checkpoint weights, int index) {
		String parallel = "blocks." + index + ".in_norm.weight";
		return weights.has(parallel) ? parallel : "blocks." + index + ".norm1.weight";
	}

	/**
	 * Counts the blocks of a checkpoint.
	 * @param config the configuration
	 * @param weights the tensors of the checkpoint
	 * @return the number of blocks, 1 to 1000
	 * @throws InvalidModelException if there is none, or if the configuration has another
	 * number
	 */
	static int depth(TimmConfig config, Checkpoint weights) {
		int depth = (int) IntStream.range(0, 1000).takeWhile((i) -> weights.has(norm(weights, i))).count();
		config.checkDimension("depth", depth);
		if (depth == 0) {
			throw new InvalidModelException("the tensor blocks.0.norm1.weight is missing");
		}
		return depth;
	}

	Block read(int index) {
		String name = "blocks." + index;
		if (weights().has(name + ".in_norm.weight")) {
			return parallel(name, index);
		}
		Attention attention = attention(name, index);
		Layer mlp = TimmMlp.take(this.layers, name + ".mlp", this.layers.activation(this.config.activation()),
				name + ".ls2.gamma");
		return this.config.postNorm()
				? new PostNormBlock(attention, this.layers.norm(name + ".norm1"), mlp,
						this.layers.norm(name + ".norm2"))
				: new PreNormBlock(this.layers.norm(name + ".norm1"), attention, this.layers.norm(name + ".norm2"),
						mlp);
	}

	private Checkpoint weights() {
		return this.layers.weights();
	}

	private Attention attention(String block, int index) {
		String name = block + ".attn";
		int dim = this.layers.dim();
		Linear qkv = this.layers.qkv(name);
		Linear projection = this.layers.scaledIfAny(this.layers.linear(name + ".proj", dim, dim), block + ".ls1.gamma");
		return attention(qkv, this.layers.normedIfAny(name + ".norm", projection), name, index);
	}

	private Attention attention(Linear qkv, Layer projection, String name, int index) {
		if (weights().has(name + ".sub_norm.weight")) {
			return differential(qkv, projection, name, index);
		}
		int heads = this.config.heads(this.layers.dim());
		if (!weights().has(name + ".q_norm.weight")) {
			return new MultiHeadAttention(this.layers.heads(qkv, heads), projection);
		}
		HeadProjection unscaled = this.layers.heads(qkv, heads, 1);
		return new TransformedAttention(unscaled, List.of(this.layers.headNorm(name, this.layers.dim() / heads)),
				projection);
	}

	// The factor 1 - initial of the normalised values is folded into their scale.
	private Attention differential(Linear qkv, Layer projection, String name, int index) {
		if (weights().has(name + ".q_norm.weight")) {
			throw new InvalidModelException("differential attention with qk_norm is not supported");
		}
		int heads = this.config.heads(this.layers.dim());
		int size = this.layers.dim() / heads;
		HeadProjection projections = this.layers.heads(qkv, heads, Math.sqrt(2.0 / size));
		double initial = 0.8 - 0.6 * Math.exp(-0.3 * index);
		NDArray lambda = weights().constant((float) (lambda(name, size / 2) + initial));
		NDArray scale = this.layers.take(name + ".sub_norm.weight", size).muli((float) (1 - initial));
		return new DifferentialAttention(projections, lambda,
				new RmsNorm(scale, weights().constant(SUB_NORM_EPSILON), false), projection);
	}

	private double lambda(String name, int size) {
		if (weights().has(name + ".lambda_a")) {
			return exp(this.layers.take(name + ".lambda_a")) - exp(this.layers.take(name + ".lambda_b"));
		}
		return exp(product(name + ".lambda_q1", name + ".lambda_k1", size))
				- exp(product(name + ".lambda_q2", name + ".lambda_k2", size));
	}

	private NDArray product(String first, String second, int size) {
		try (NDArray query = this.layers.take(first, size);
				NDArray key = this.layers.take(second, size);
				NDArray products = query.mul(key)) {
			return products.sum();
		}
	}

	private static double exp(NDArray number) {
		try (number) {
			return Math.exp(number.getFloat());
		}
	}

	// One layer projects to the MLP and to queries, keys and values.
	private Block parallel(String name, int index) {
		int dim = this.layers.dim();
		long rows = weights().shape(name + ".in_proj.weight", 2)[0];
		long hidden = rows - 3L * dim;
		boolean biased = weights().has(name + ".in_proj.bias");
		List<Linear> in = Linears.split(this.layers.linear(name + ".in_proj", rows, dim, biased), hidden);
		Linear fc1 = biased ? in.get(0) : new Linear(in.get(0).weight(), this.layers.take(name + ".mlp_bias", hidden));
		List<Linear> out = out(name, hidden);
		return new ParallelBlock(this.layers.norm(name + ".in_norm"), attention(in.get(1), out.get(0), name, index),
				new Mlp(fc1, this.layers.activation(this.config.activation()), out.get(1)));
	}

	// Returns the projection of the attention and the second layer of the MLP, which may
	// be one layer of both.
	private List<Linear> out(String name, long hidden) {
		int dim = this.layers.dim();
		if (!weights().has(name + ".out_proj.weight")) {
			return List.of(
					this.layers.scaledIfAny(this.layers.linear(name + ".attn_out_proj", dim, dim), name + ".ls.gamma"),
					this.layers.scaledIfAny(this.layers.linear(name + ".mlp_out_proj", dim, hidden),
							name + ".ls.gamma"));
		}
		Linear both = this.layers.scaledIfAny(this.layers.linear(name + ".out_proj", dim, dim + hidden),
				name + ".ls.gamma");
		Linear projection = new Linear(Linears.copy(both.weight(), ":, :" + dim), both.bias());
		Linear fc2 = new Linear(Linears.copy(both.weight(), ":, " + dim + ":"), null);
		both.weight().close();
		return List.of(projection, fc2);
	}

}
