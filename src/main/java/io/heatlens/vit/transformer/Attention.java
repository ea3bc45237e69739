package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.layer.BackwardRule;

/**
 * The part of a block that mixes the tokens.
 */
public interface Attention {

	/**
	 * Mixes the tokens by their attention weights.
	 * @param tokens the tokens, shape (batch, tokens, dim), whose manager is closed after
	 * the block or the pass
	 * @param queries the number of leading tokens to compute
	 * @param index the index of the block
	 * @param hook the hook that is called with the attention weights
	 * @return the leading tokens, shape (batch, queries, dim)
	 */
	NDArray forward(NDArray tokens, long queries, int index, ForwardHook hook);

	/**
	 * The projection to queries, keys and values.
	 * @return the projection, which knows the number of heads
	 */
	HeadProjection qkv();

	/**
	 * Creates a copy with {@link BackwardRule#PRUNED}.
	 * @return the attention with the same weights
	 */
	Attention pruned();

	/**
	 * Whether the hook is called with weights of every token for every token, which add
	 * up to 1, so that attention can be followed from block to block.
	 * @return false for attention within windows, or with negative weights
	 */
	default boolean global() {
		return true;
	}

}
