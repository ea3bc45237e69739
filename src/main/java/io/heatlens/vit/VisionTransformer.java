package io.heatlens.vit;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import org.jspecify.annotations.Nullable;

/**
 * The Vision Transformer (Dosovitskiy et al. 2021, figure 1 and equations 1-4) as weights
 * and functions: patches to tokens, pre-norm blocks, head. Weights never require
 * gradients; a {@link Tap} decides where one is wanted.
 * <p>
 * In the shapes b is the batch, n the tokens, q those of them that are read on, d the
 * embedding dimension, h the heads and s their size.
 * <p>
 * No operation here takes a Java number: DJL would wrap it in memory that the garbage
 * collector may free while the graph still needs it for the backward pass.
 *
 * @param embedding image to tokens
 * @param preNorm CLIP's LayerNorm before the first block
 * @param blocks the encoder
 * @param head tokens to logits
 */
record VisionTransformer(PatchEmbedding embedding, @Nullable LayerNorm preNorm, List<Block> blocks, Head head) {

	/**
	 * Runs the model.
	 * @param pixels normalised input, shape (batch, 3, height, width)
	 * @param tap sees each site
	 * @return logits, shape (batch, classes), on the manager of {@code pixels}
	 */
	NDArray forward(NDArray pixels, Tap tap) {
		NDArray tokens = this.embedding.forward(pixels); // (b, n, d)
		if (this.preNorm != null) {
			tokens = this.preNorm.forward(tokens);
		}
		for (int i = 0; i < this.blocks.size(); i++) {
			// what the head does not read of the last block need not be computed
			boolean last = (i == this.blocks.size() - 1);
			long queries = last ? this.head.pooling().reads(tokens.getShape().get(1)) : tokens.getShape().get(1);
			tokens = this.blocks.get(i).forward(tokens, queries, i, tap); // (b, q, d)
		}
		return this.head.forward(tokens, prefixTokens());
	}

	int prefixTokens() {
		return Math.toIntExact(this.embedding.prefix().getShape().get(1));
	}

	private static NDArray first(NDArray tokens, long count) {
		return (count == tokens.getShape().get(1)) ? tokens : tokens.get(":, :" + count);
	}

	/**
	 * Cuts the image into patches, projects them, adds positions and puts the prefix
	 * tokens in front (equation 1).
	 *
	 * @param kernel shape (dim, 3, patch height, patch width)
	 * @param bias shape (dim)
	 * @param prefix CLS, distillation and register tokens, with their positions where
	 * they have any, shape (1, prefix, dim)
	 * @param positions of the patches, shape (1, patches, dim)
	 */
	record PatchEmbedding(NDArray kernel, @Nullable NDArray bias, NDArray prefix, NDArray positions) {

		NDArray forward(NDArray pixels) {
			Shape stride = this.kernel.getShape().slice(2);
			NDArray patches = Conv2d.conv2d(pixels, this.kernel, this.bias, stride, new Shape(0, 0), new Shape(1, 1), 1)
				.singletonOrThrow()
				.flatten(2, 3)
				.swapAxes(1, 2)
				.add(this.positions); // (b, p, d)
			Shape shape = this.prefix.getShape();
			NDArray front = patches.getManager()
				.zeros(new Shape(patches.getShape().get(0), shape.get(1), shape.get(2)))
				.addi(this.prefix); // (b, m, d)
			return front.concat(patches, 1); // (b, n, d)
		}

	}

	/**
	 * One pre-norm encoder block (equations 2 and 3); layer scale is folded into the two
	 * projections when a checkpoint is read.
	 *
	 * @param norm1 before the attention
	 * @param attention mixes tokens
	 * @param norm2 before the MLP
	 * @param mlp works on each token alone
	 */
	record Block(LayerNorm norm1, Attention attention, LayerNorm norm2, Mlp mlp) {

		NDArray forward(NDArray tokens, long queries, int index, Tap tap) {
			NDManager manager = tokens.getManager();
			try (NDManager scope = manager.newSubManager()) {
				tokens.tempAttach(scope);
				NDArray normed = this.norm1.forward(tokens); // (b, n, d)
				normed = tap.at(new Site(index, Site.Part.NORM1), normed);
				NDArray read = first(tokens, queries); // (b, q, d)
				NDArray mixed = this.attention.forward(normed, queries); // (b, q, d)
				mixed = read.add(mixed);
				NDArray output = this.norm2.forward(mixed); // (b, q, d)
				output = mixed.add(this.mlp.forward(output));
				output.attach(manager);
				return tap.at(new Site(index, Site.Part.OUTPUT), output);
			}
		}

	}

	/**
	 * Multi-head self-attention (appendix A, equations 5-8).
	 *
	 * @param query of the tokens that are read, divided by the root of the head size,
	 * (dim, dim)
	 * @param keyValue of all tokens, (2 dim, dim)
	 * @param projection of the concatenated heads, (dim, dim)
	 * @param heads how many
	 */
	record Attention(Linear query, Linear keyValue, Linear projection, int heads) {

		NDArray forward(NDArray tokens, long queries) {
			Shape shape = tokens.getShape();
			long dim = shape.get(2);
			long size = dim / this.heads;
			NDArray q = this.query.forward(first(tokens, queries))
				.reshape(shape.get(0), queries, this.heads, size)
				.swapAxes(1, 2); // (b, h, q, s)
			NDArray kv = this.keyValue.forward(tokens)
				.reshape(shape.get(0), shape.get(1), 2, this.heads, size)
				.transpose(2, 0, 3, 1, 4); // (2, b, h, n, s)
			NDArray scores = q.matMul(kv.get(0).swapAxes(2, 3)); // (b, h, q, n)
			NDArray mixed = scores.softmax(-1).matMul(kv.get(1)); // (b, h, q, s)
			mixed = mixed.swapAxes(1, 2).reshape(shape.get(0), queries, dim); // (b, q, d)
			return this.projection.forward(mixed); // (b, q, d)
		}

	}

	/**
	 * Two linear layers with a GELU between.
	 *
	 * @param fc1 (hidden, dim)
	 * @param gelu exact or quick
	 * @param fc2 (dim, hidden)
	 */
	record Mlp(Linear fc1, Gelu gelu, Linear fc2) {

		NDArray forward(NDArray tokens) {
			return this.fc2.forward(this.gelu.forward(this.fc1.forward(tokens)));
		}

	}

	/**
	 * The two activations of published checkpoints.
	 */
	sealed interface Gelu {

		NDArray forward(NDArray x);

		/**
		 * x Phi(x), with the error function (Hendrycks and Gimpel 2016).
		 */
		record Exact() implements Gelu {

			@Override
			public NDArray forward(NDArray x) {
				return Activation.gelu(x);
			}

		}

		/**
		 * x sigmoid(1.702 x), as CLIP was trained.
		 *
		 * @param factor 1.702, shape (1)
		 */
		record Quick(NDArray factor) implements Gelu {

			@Override
			public NDArray forward(NDArray x) {
				return x.mul(Activation.sigmoid(x.mul(this.factor)));
			}

		}

	}

	/**
	 * Final norm, pooling, classifier (equation 4).
	 *
	 * @param norm of every token before pooling
	 * @param pooling which tokens are read, and how
	 * @param fcNorm of the pooled vector
	 * @param classifier (classes, pooled size)
	 */
	record Head(@Nullable LayerNorm norm, Pooling pooling, @Nullable LayerNorm fcNorm, Linear classifier) {

		NDArray forward(NDArray tokens, int prefixTokens) {
			NDArray normed = (this.norm != null) ? this.norm.forward(tokens) : tokens;
			NDArray pooled = this.pooling.apply(normed, prefixTokens); // (b, pooled)
			return this.classifier.forward((this.fcNorm != null) ? this.fcNorm.forward(pooled) : pooled);
		}

	}

	/**
	 * Normalises the last dimension (Ba et al. 2016).
	 *
	 * @param weight shape (dim)
	 * @param bias shape (dim)
	 * @param epsilon added to the variance
	 */
	record LayerNorm(NDArray weight, NDArray bias, float epsilon) {

		NDArray forward(NDArray x) {
			return ai.djl.nn.norm.LayerNorm.layerNorm(x, this.weight.getShape(), this.weight, this.bias, this.epsilon)
				.singletonOrThrow();
		}

	}

	/**
	 * An affine map of the last dimension.
	 *
	 * @param weight shape (out, in)
	 * @param bias shape (out)
	 */
	record Linear(NDArray weight, @Nullable NDArray bias) {

		NDArray forward(NDArray x) {
			return ai.djl.nn.core.Linear.linear(x, this.weight, this.bias).singletonOrThrow();
		}

	}

}
