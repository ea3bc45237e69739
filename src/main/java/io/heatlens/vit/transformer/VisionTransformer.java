package io.heatlens.vit.transformer;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.InputSize;
import org.jspecify.annotations.Nullable;

/**
 * The Vision Transformer (Dosovitskiy et al. 2021, figure 1 and equations 1-4) as weights
 * and functions: patch embedding, pre-norm blocks and head. Weights never require
 * gradients; a {@link ForwardHook} decides where a gradient is wanted.
 * <p>
 * In the comments on shapes, b is the number of images in the batch, n that of all
 * tokens, m that of the prefix tokens, p that of the patch tokens, q that of the tokens
 * that the next step reads, d the embedding dimension, h the number of heads and s the
 * size of a head.
 * <p>
 * No operation that is recorded for a backward pass may take a Java number: DJL would
 * wrap the number in memory that the garbage collector may free while the graph still
 * needs it.
 *
 * @param embedding the embedding of images to tokens
 * @param preNorm the LayerNorm that CLIP has before the first block, or null
 * @param blocks the blocks of the encoder
 * @param head the head, which computes logits from the tokens
 * @param fusedBlocks the fused blocks that run before the hook's first block, or null
 */
public record VisionTransformer(PatchEmbedding embedding, @Nullable LayerNorm preNorm, List<Block> blocks, Head head,
		@Nullable FusedBlocks fusedBlocks) {

	/** Creates a model without fused blocks. */
	public VisionTransformer(PatchEmbedding embedding, @Nullable LayerNorm preNorm, List<Block> blocks, Head head) {
		this(embedding, preNorm, blocks, head, null);
	}

	/** Creates a model with the same weights and other fused blocks, or none. */
	public VisionTransformer with(@Nullable FusedBlocks fusedBlocks) {
		return new VisionTransformer(this.embedding, this.preNorm, this.blocks, this.head, fusedBlocks);
	}

	/**
	 * Runs the model.
	 * @param pixels the normalised input, shape (batch, 3, height, width)
	 * @param hook the hook that is called at each site
	 * @return the logits, shape (batch, classes), on the manager of {@code pixels}
	 */
	public NDArray forward(NDArray pixels, ForwardHook hook) {
		return resume(tokens(pixels, hook), 0, hook);
	}

	/**
	 * Computes the tokens of images.
	 * @param pixels the normalised input, shape (batch, 3, height, width)
	 * @param hook the hook that is called with the pixels
	 * @return the input of the first block, shape (batch, tokens, dim)
	 */
	public NDArray tokens(NDArray pixels, ForwardHook hook) {
		NDArray tokens = this.embedding.forward(hook.at(Site.PIXELS, pixels)); // (b,n,d)
		return (this.preNorm != null) ? this.preNorm.forward(tokens) : tokens;
	}

	/**
	 * Runs the model from a given block on.
	 * @param tokens the input of that block, shape (batch, tokens, dim)
	 * @param from the index of the block
	 * @param hook the hook that is called at each site from there on
	 * @return the logits, shape (batch, classes), on the manager of {@code tokens}
	 */
	public NDArray resume(NDArray tokens, int from, ForwardHook hook) {
		int depth = this.blocks.size();
		long count = tokens.getShape().get(1);
		// The last block need not compute the tokens that the head does not read.
		boolean all = this.head.pooling().reads(count) == count || hook.sees(new Site(depth - 1, Site.Part.OUTPUT));
		int unfused = Math.max(Math.min(hook.from(), all ? depth : depth - 1), from);
		NDArray current = (this.fusedBlocks != null) ? this.fusedBlocks.forward(tokens, from, unfused) : tokens;
		for (int i = (this.fusedBlocks != null) ? unfused : from; i < depth; i++) {
			long queries = (all || i < depth - 1) ? count : this.head.pooling().reads(count);
			current = this.blocks.get(i).forward(current, queries, i, hook); // (b,q,d)
		}
		return this.head.forward(current, prefixTokens());
	}

	/** Creates a model with the same weights and {@link BackwardRule#PRUNED}. */
	public VisionTransformer pruned() {
		return new VisionTransformer(this.embedding, (this.preNorm != null) ? this.preNorm.pruned() : null,
				this.blocks.stream().map(Block::pruned).toList(), this.head.pruned(), this.fusedBlocks);
	}

	/** The size of a patch in pixels of the input. */
	public InputSize patch() {
		long[] kernel = this.embedding.kernel().getShape().getShape();
		return new InputSize((int) kernel[2], (int) kernel[3]);
	}

	/** The patch grid of an input of a given size in pixels. */
	public Grid grid(InputSize input) {
		InputSize patch = patch();
		return input.grid(patch.height(), patch.width());
	}

	/** The number of tokens of an image: prefix tokens and patch tokens. */
	public long tokenCount() {
		return prefixTokens() + this.embedding.positions().getShape().get(1);
	}

	/** The number of CLS, distillation and register tokens before the patch tokens. */
	public int prefixTokens() {
		return Math.toIntExact(this.embedding.prefix().getShape().get(1));
	}

	static NDArray first(NDArray tokens, long count) {
		return (count == tokens.getShape().get(1)) ? tokens : tokens.get(":, :" + count);
	}

	/**
	 * Cuts images into patches, projects these to tokens, adds the position embeddings,
	 * and prepends the prefix tokens (equation 1).
	 *
	 * @param kernel the projection, shape (dim, 3, patch height, patch width)
	 * @param bias the bias of the projection, shape (dim), or null
	 * @param prefix the CLS, distillation and register tokens, with their position
	 * embeddings added where they have any, shape (1, prefix, dim)
	 * @param positions the position embeddings of the patches, shape (1, patches, dim)
	 */
	public record PatchEmbedding(NDArray kernel, @Nullable NDArray bias, NDArray prefix, NDArray positions) {

		/** Computes tokens (batch, tokens, dim) of pixels (batch, 3, height, width). */
		public NDArray forward(NDArray pixels) {
			Shape stride = this.kernel.getShape().slice(2);
			NDArray patches = Conv2d.conv2d(pixels, this.kernel, this.bias, stride, new Shape(0, 0), new Shape(1, 1), 1)
				.singletonOrThrow()
				.flatten(2, 3)
				.swapAxes(1, 2)
				.add(this.positions); // (b,p,d)
			Shape shape = this.prefix.getShape();
			NDArray front = patches.getManager()
				.zeros(new Shape(patches.getShape().get(0), shape.get(1), shape.get(2)))
				.addi(this.prefix); // (b,m,d)
			return front.concat(patches, 1); // (b,n,d)
		}

	}

	/**
	 * A pre-norm encoder block (equations 2 and 3). Layer scale has been folded into the
	 * projection of the attention and into the second layer of the MLP.
	 *
	 * @param norm1 the LayerNorm before the attention
	 * @param attention the attention, which mixes the tokens
	 * @param norm2 the LayerNorm before the MLP
	 * @param mlp the MLP, which transforms each token by itself
	 */
	public record Block(LayerNorm norm1, Attention attention, LayerNorm norm2, Mlp mlp) {

		/**
		 * Computes the first {@code queries} tokens of the output.
		 * @param tokens the input of the block, shape (batch, tokens, dim)
		 * @param queries the number of tokens to compute
		 * @param index the index of the block
		 * @param hook the hook that is called at each site of the block
		 * @return the output, shape (batch, queries, dim), on the manager of the input
		 */
		public NDArray forward(NDArray tokens, long queries, int index, ForwardHook hook) {
			NDManager manager = tokens.getManager();
			try (NDManager scope = manager.newSubManager()) {
				tokens.tempAttach(scope);
				NDArray input = hook.at(new Site(index, Site.Part.INPUT), tokens); // (b,n,d)
				NDArray normed = this.norm1.forward(input); // (b,n,d)
				normed = hook.at(new Site(index, Site.Part.NORM1), normed);
				NDArray mixed = this.attention.forward(normed, queries, index, hook); // (b,q,d)
				mixed = first(input, queries).add(mixed);
				NDArray output = this.norm2.forward(mixed); // (b,q,d)
				output = mixed.add(this.mlp.forward(output));
				output.attach(manager);
				return hook.at(new Site(index, Site.Part.OUTPUT), output);
			}
		}

		/** Creates this block with {@link BackwardRule#PRUNED}. */
		public Block pruned() {
			return new Block(this.norm1.pruned(), this.attention.pruned(), this.norm2.pruned(), this.mlp.pruned());
		}

	}

	/**
	 * Two linear layers with a GELU between them.
	 *
	 * @param fc1 the first layer, shape (hidden, dim)
	 * @param gelu the activation
	 * @param fc2 the second layer, shape (dim, hidden)
	 */
	public record Mlp(Linear fc1, Gelu gelu, Linear fc2) {

		/** Transforms each token by itself, shape (..., dim). */
		public NDArray forward(NDArray tokens) {
			return this.fc2.forward(this.gelu.forward(this.fc1.forward(tokens)));
		}

		/** Creates this MLP with {@link BackwardRule#PRUNED}. */
		public Mlp pruned() {
			return new Mlp(this.fc1, new Gelu.Pruned(this.gelu), this.fc2);
		}

	}

	/**
	 * The final LayerNorm, pooling and classifier (equation 4).
	 *
	 * @param norm the LayerNorm of every token before pooling, or null
	 * @param pooling which tokens are read, and how
	 * @param fcNorm the LayerNorm of the pooled vector, or null
	 * @param classifier the classifier, shape (classes, pooled size)
	 */
	public record Head(@Nullable LayerNorm norm, Pooling pooling, @Nullable LayerNorm fcNorm, Linear classifier) {

		/** Computes logits (batch, classes) from the tokens that the pooling reads. */
		public NDArray forward(NDArray tokens, int prefixTokens) {
			NDArray normed = (this.norm != null) ? this.norm.forward(tokens) : tokens;
			NDArray pooled = this.pooling.apply(normed, prefixTokens); // (b,pooled)
			return this.classifier.forward((this.fcNorm != null) ? this.fcNorm.forward(pooled) : pooled);
		}

		/** Creates this head with {@link BackwardRule#PRUNED}. */
		public Head pruned() {
			return new Head((this.norm != null) ? this.norm.pruned() : null, this.pooling,
					(this.fcNorm != null) ? this.fcNorm.pruned() : null, this.classifier);
		}

	}

}
