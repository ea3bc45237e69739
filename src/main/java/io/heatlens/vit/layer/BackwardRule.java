package io.heatlens.vit.layer;

import io.heatlens.api.ApiEnum;

/**
 * Which parts of the model the backward pass treats as constants. The values of the
 * forward pass are the same for each rule.
 */
public enum BackwardRule implements ApiEnum {

	/** None: the gradient of every operation is computed. */
	PLAIN,
	/**
	 * The attention weights, the standard deviation of each LayerNorm and the gate of
	 * each GELU (Mehri et al. 2025, LibraGrad).
	 */
	PRUNED

}
