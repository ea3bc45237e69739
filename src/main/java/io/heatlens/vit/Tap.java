package io.heatlens.vit;

import ai.djl.ndarray.NDArray;

/**
 * Sees, and may replace, the value at each {@link Site} while a forward pass runs. The
 * model itself has no hooks, no modes and no state.
 */
@FunctionalInterface
interface Tap {

	/** Plain inference. */
	Tap NONE = (site, value) -> value;

	/**
	 * Called once for each site, in the order of the forward pass.
	 * @param site where
	 * @param value at the last block's output only the tokens that the head reads, unless
	 * the tap {@linkplain #sees sees} all of them
	 * @return the value to go on with, of the same shape
	 */
	NDArray at(Site site, NDArray value);

	/**
	 * Says whether more has to be computed than the head reads.
	 * @param site the last block's output
	 * @return whether every token is wanted there
	 */
	default boolean sees(Site site) {
		return false;
	}

}
