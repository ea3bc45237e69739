package io.heatlens.vit.transformer;

import io.heatlens.api.ApiEnum;

/**
 * What the backward pass goes through; the values of the forward pass are the same.
 */
public enum BackwardRule implements ApiEnum {

	/** Every operation as it is. */
	PLAIN,
	/**
	 * Attention, the deviation of a LayerNorm and the gate of a GELU are constants (Mehri
	 * et al. 2025, LibraGrad).
	 */
	PRUNED

}
