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
	 * @param value shape (batch, tokens, dim); at the last block's output only the tokens
	 * that the head reads
	 * @return the value to go on with, of the same shape
	 */
	NDArray at(Site site, NDArray value);

}
