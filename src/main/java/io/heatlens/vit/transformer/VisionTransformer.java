package io.heatlens.vit.transformer;

import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.layer.BackwardRule;
import io.heatlens.vit.layer.LayerNorm;
import io.heatlens.vit.layer.Linear;
import org.jspecify.annotations.Nullable;

/**
 * The Vision Transformer (Dosovitskiy et al. 2021, figure 1 and equations 1-4) as weights
 * and functions: patch embedding, blocks and head. Weights never require gradients; a
 * {@link ForwardHook} decides where a gradient is wanted.
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
 * @param preNorm the LayerNorm that CLIP and Swin have before the first block, or null
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

	/** Creates a model with the same weights whose output is the pooled vector. */
	public VisionTransformer pooled() {
		return new VisionTransformer(this.embedding, this.preNorm, this.blocks, this.head.pooled(), this.fusedBlocks);
	}

	/**
	 * Runs the model.
	 * @param pixels the normalised input, shape (batch, channels, height, width)
	 * @param hook the hook that is called at each site
	 * @return the outputs of the head, shape (batch, outputs), on the manager of
	 * {@code pixels}
	 */
	public NDArray forward(NDArray pixels, ForwardHook hook) {
		return resume(tokens(pixels, hook), 0, hook);
	}

	/**
	 * Computes the tokens of images.
	 * @param pixels the normalised input, shape (batch, channels, height, width)
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
	 * @return the outputs of the head, shape (batch, outputs), on the manager of
	 * {@code tokens}
	 */
	public NDArray resume(NDArray tokens, int from, ForwardHook hook) {
		int depth = this.blocks.size();
		long count = tokens.getShape().get(1);
		// The last block need not compute the tokens that the head does not read.
		boolean all = this.head.pooling().reads(count) == count || hook.needsAllTokens(depth - 1);
		int unfused = Math.max(Math.min(hook.from(), all ? depth : depth - 1), from);
		NDArray current = (this.fusedBlocks != null) ? this.fusedBlocks.forward(tokens, from, unfused) : tokens;
		for (int i = (this.fusedBlocks != null) ? unfused : from; i < depth; i++) {
			long inputs = current.getShape().get(1);
			long queries = (all || i < depth - 1) ? inputs : this.head.pooling().reads(inputs);
			current = this.blocks.get(i).forward(current, queries, i, hook); // (b,q,d)
		}
		return this.head.forward(current, prefixTokens(), depth, hook);
	}

	/** Creates a model with the same weights and {@link BackwardRule#PRUNED}. */
	public VisionTransformer pruned() {
		return new VisionTransformer(this.embedding, (this.preNorm != null) ? this.preNorm.pruned() : null,
				this.blocks.stream().map(Block::pruned).toList(), this.head.pruned(), this.fusedBlocks);
	}

	/**
	 * The patch grid of the output of a block.
	 * @param block the index of the block
	 * @return the grid of the image, unless the blocks merge patches
	 */
	public Grid grid(int block) {
		Grid grid = this.embedding.grid();
		for (Block before : this.blocks.subList(0, block + 1)) {
			grid = before.grid(grid);
		}
		return grid;
	}

	/**
	 * The stages of the encoder.
	 * @return the index of the first block of each stage; only 0 unless blocks merge
	 * patches
	 */
	public List<Integer> stages() {
		return IntStream.range(0, this.blocks.size())
			.filter((block) -> block == 0 || this.blocks.get(block) instanceof MergingBlock)
			.boxed()
			.toList();
	}

	/**
	 * The number of channels of the tokens of a block.
	 * @param block the index of the block
	 * @return the embedding dimension, unless the blocks merge patches
	 */
	public int dimension(int block) {
		int dimension = Math.toIntExact(this.embedding.kernel().getShape().get(0));
		for (Block before : this.blocks.subList(0, block + 1)) {
			dimension = before.dimension(dimension);
		}
		return dimension;
	}

	/** The patch grid of the output of the last block. */
	public Grid grid() {
		return grid(this.blocks.size() - 1);
	}

	/** The part of the input in pixels that a cell of the last grid stands for. */
	public InputSize patch() {
		Grid first = this.embedding.grid();
		Grid last = grid();
		InputSize patch = this.embedding.patch();
		return new InputSize(patch.height() * first.rows() / last.rows(),
				patch.width() * first.columns() / last.columns());
	}

	/** The number of channels of the input. */
	public int channels() {
		return Math.toIntExact(this.embedding.kernel().getShape().get(1));
	}

	/** The number of logits, or the size of the vector of an embedding model. */
	public int outputs() {
		Linear last = this.head.last();
		return (last != null) ? Math.toIntExact(last.weight().getShape().get(0))
				: this.head.pooling().size(dimension(this.blocks.size() - 1));
	}

	/**
	 * The number of tokens after a block.
	 * @param block the index of the block
	 * @return the number of prefix tokens and patch tokens
	 */
	public long tokenCount(int block) {
		return prefixTokens() + (long) grid(block).patches();
	}

	/** The number of CLS, distillation and register tokens before the patch tokens. */
	public int prefixTokens() {
		return this.embedding.prefixTokens();
	}

	/** Whether attention can be followed through all blocks. */
	public boolean attendsGlobally() {
		return this.blocks.stream().allMatch(Block::attendsGlobally);
	}

	static NDArray first(NDArray tokens, long count) {
		return (count == tokens.getShape().get(1)) ? tokens : tokens.get(":, :" + count);
	}

}
