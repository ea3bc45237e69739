package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;

/**
 * Sees, and may replace, the value at each {@link Site} while a forward pass runs. The
 * model itself has no hooks, no modes and no state.
 */
@FunctionalInterface
public interface ForwardHook {

	/** Plain inference. */
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
	 * Called once for each site from its {@linkplain #from first} block on, in the order
	 * of the forward pass.
	 * @param site where
	 * @param value at the last block's output only the tokens that the head reads, unless
	 * the tap {@linkplain #sees sees} all of them
	 * @return the value to go on with, of the same shape but for the batch, which may
	 * grow
	 */
	NDArray at(Site site, NDArray value);

	/**
	 * Says where it begins to look.
	 * @return the first block that it has to be called in
	 */
	default int from() {
		return 0;
	}

	/**
	 * Says whether more has to be computed than the head reads.
	 * @param site the last block's output
	 * @return whether every token is wanted there
	 */
	default boolean sees(Site site) {
		return false;
	}

}
