package io.heatlens.vit.transformer;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import org.jspecify.annotations.Nullable;

/**
 * The Vision Transformer (Dosovitskiy et al. 2021, figure 1 and equations 1-4) as weights
 * and functions: patches to tokens, pre-norm blocks, head. Weights never require
 * gradients; a {@link ForwardHook} decides where one is wanted.
 * <p>
 * In the shapes b is the batch, n the tokens, q those of them that are read on, d the
 * embedding dimension, h the heads and s their size.
 * <p>
 * No recorded operation takes a Java number: DJL would wrap it in memory that the garbage
 * collector may free while the graph still needs it for the backward pass.
 *
 * @param embedding image to tokens
 * @param preNorm CLIP's LayerNorm before the first block
 * @param blocks the encoder
 * @param head tokens to logits
 * @param trunk runs the blocks before the first that is looked at, if there is one
 */
public record VisionTransformer(PatchEmbedding embedding, @Nullable LayerNorm preNorm, List<Block> blocks, Head head,
		@Nullable FusedBlocks trunk) {

	public VisionTransformer(PatchEmbedding embedding, @Nullable LayerNorm preNorm, List<Block> blocks, Head head) {
		this(embedding, preNorm, blocks, head, null);
	}

	public VisionTransformer with(@Nullable FusedBlocks trunk) {
		return new VisionTransformer(this.embedding, this.preNorm, this.blocks, this.head, trunk);
	}

	/**
	 * Runs the model.
	 * @param pixels normalised input, shape (batch, 3, height, width)
	 * @param tap sees each site
	 * @return logits, shape (batch, classes), on the manager of {@code pixels}
	 */
	public NDArray forward(NDArray pixels, ForwardHook tap) {
		return resume(tokens(pixels, tap), 0, tap);
	}

	/**
	 * Makes tokens of an image.
	 * @param pixels normalised input, shape (batch, 3, height, width)
	 * @param tap sees them
	 * @return the input of the first block, shape (batch, tokens, dim)
	 */
	public NDArray tokens(NDArray pixels, ForwardHook tap) {
		NDArray tokens = this.embedding.forward(tap.at(Site.PIXELS, pixels)); // (b,n,d)
		return (this.preNorm != null) ? this.preNorm.forward(tokens) : tokens;
	}

	/**
	 * Runs the rest of the model.
	 * @param tokens the input of a block, shape (batch, tokens, dim)
	 * @param from which block
	 * @param tap sees each site from there on
	 * @return logits, shape (batch, classes), on the manager of {@code tokens}
	 */
	public NDArray resume(NDArray tokens, int from, ForwardHook tap) {
		int depth = this.blocks.size();
		long count = tokens.getShape().get(1);
		// what the head does not read of the last block need not be computed
		boolean all = this.head.pooling().reads(count) == count || tap.sees(new Site(depth - 1, Site.Part.OUTPUT));
		int look = Math.max(Math.min(tap.from(), all ? depth : depth - 1), from);
		NDArray current = (this.trunk != null) ? this.trunk.forward(tokens, from, look) : tokens;
		for (int i = (this.trunk != null) ? look : from; i < depth; i++) {
			long queries = (all || i < depth - 1) ? count : this.head.pooling().reads(count);
			current = this.blocks.get(i).forward(current, queries, i, tap); // (b,q,d)
		}
		return this.head.forward(current, prefixTokens());
	}

	/**
	 * The same model with another backward pass.
	 * @return attention, the deviation of a LayerNorm and the gate of a GELU are
	 * constants of the gradient (Mehri et al. 2025, LibraGrad)
	 */
	public VisionTransformer pruned() {
		return new VisionTransformer(this.embedding, (this.preNorm != null) ? this.preNorm.pruned() : null,
				this.blocks.stream().map(Block::pruned).toList(), this.head.pruned(), this.trunk);
	}

	/**
	 * Counts the tokens of an image.
	 * @return prefix tokens and patches
	 */
	public long tokenCount() {
		return prefixTokens() + this.embedding.positions().getShape().get(1);
	}

	public int prefixTokens() {
		return Math.toIntExact(this.embedding.prefix().getShape().get(1));
	}

	static NDArray first(NDArray tokens, long count) {
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
	public record PatchEmbedding(NDArray kernel, @Nullable NDArray bias, NDArray prefix, NDArray positions) {

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
	 * One pre-norm encoder block (equations 2 and 3); layer scale is folded into the two
	 * projections when a checkpoint is read.
	 *
	 * @param norm1 before the attention
	 * @param attention mixes tokens
	 * @param norm2 before the MLP
	 * @param mlp works on each token alone
	 */
	public record Block(LayerNorm norm1, Attention attention, LayerNorm norm2, Mlp mlp) {

		public NDArray forward(NDArray tokens, long queries, int index, ForwardHook tap) {
			NDManager manager = tokens.getManager();
			try (NDManager scope = manager.newSubManager()) {
				tokens.tempAttach(scope);
				NDArray input = tap.at(new Site(index, Site.Part.INPUT), tokens); // (b,n,d)
				NDArray normed = this.norm1.forward(input); // (b,n,d)
				normed = tap.at(new Site(index, Site.Part.NORM1), normed);
				NDArray mixed = this.attention.forward(normed, queries, index, tap); // (b,q,d)
				mixed = first(input, queries).add(mixed);
				NDArray output = this.norm2.forward(mixed); // (b,q,d)
				output = mixed.add(this.mlp.forward(output));
				output.attach(manager);
				return tap.at(new Site(index, Site.Part.OUTPUT), output);
			}
		}

		public Block pruned() {
			return new Block(this.norm1.pruned(), this.attention.pruned(), this.norm2.pruned(), this.mlp.pruned());
		}

	}

	/**
	 * Two linear layers with a GELU between.
	 *
	 * @param fc1 (hidden, dim)
	 * @param gelu exact or quick
	 * @param fc2 (dim, hidden)
	 */
	public record Mlp(Linear fc1, Gelu gelu, Linear fc2) {

		public NDArray forward(NDArray tokens) {
			return this.fc2.forward(this.gelu.forward(this.fc1.forward(tokens)));
		}

		public Mlp pruned() {
			return new Mlp(this.fc1, new Gelu.Pruned(this.gelu), this.fc2);
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
	public record Head(@Nullable LayerNorm norm, Pooling pooling, @Nullable LayerNorm fcNorm, Linear classifier) {

		public NDArray forward(NDArray tokens, int prefixTokens) {
			NDArray normed = (this.norm != null) ? this.norm.forward(tokens) : tokens;
			NDArray pooled = this.pooling.apply(normed, prefixTokens); // (b,pooled)
			return this.classifier.forward((this.fcNorm != null) ? this.fcNorm.forward(pooled) : pooled);
		}

		public Head pruned() {
			return new Head((this.norm != null) ? this.norm.pruned() : null, this.pooling,
					(this.fcNorm != null) ? this.fcNorm.pruned() : null, this.classifier);
		}

	}

	/**
	 * An affine map of the last dimension.
	 *
	 * @param weight shape (out, in)
	 * @param bias shape (out)
	 */
	public record Linear(NDArray weight, @Nullable NDArray bias) {

		Linear rows(long from, long to, NDManager manager) {
			String range = from + ":" + to;
			NDArray part = this.weight.get(range);
			part.attach(manager);
			NDArray added = (this.bias != null) ? this.bias.get(range) : null;
			if (added != null) {
				added.attach(manager);
			}
			return new Linear(part, added);
		}

		public NDArray forward(NDArray x) {
			return ai.djl.nn.core.Linear.linear(x, this.weight, this.bias).singletonOrThrow();
		}

	}

}
