package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;

/**
 * Is called with the value at each {@link Site} during a forward pass, and may replace
 * the value. A hook is an argument of the pass: the model itself has no modes and no
 * state.
 */
@FunctionalInterface
public interface ForwardHook {

	/** A hook for plain inference, which replaces nothing. */
	ForwardHook NONE = new ForwardHook() {
		@Override
		public NDArray at(Site site, NDArray value) {
			return value;
		}

		@Override
		public int from() {
			return Integer.MAX_VALUE;
		}
	};

	/**
	 * Called once for each site from the {@linkplain #from first} block on, in the order
	 * of the forward pass.
	 * @param site the site
	 * @param value the value, of the shape that {@link Site.Part} gives; at the output of
	 * the last block, and at its NORM2, only the tokens that the head reads, unless the
	 * hook {@linkplain #needsAllTokens needs} all of them
	 * @return the value to continue with, of the same shape except for the batch, which
	 * may be larger
	 */
	NDArray at(Site site, NDArray value);

	/**
	 * The first block in which the hook has to be called. Blocks before it may run fused
	 * and without a graph.
	 * @return the index of the block; a number beyond the last block if the hook need not
	 * be called at all
	 */
	default int from() {
		return 0;
	}

	/**
	 * Whether the hook needs every token after the attention of the last block, although
	 * the head may read only some of them.
	 * @param last the index of the last block
	 * @return true if every token has to be computed
	 */
	default boolean needsAllTokens(int last) {
		return false;
	}

}
