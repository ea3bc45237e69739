package io.heatlens.explain.method;

import io.heatlens.api.ApiEnum;

/**
 * How a map is made less noisy.
 */
public enum Smoothing implements ApiEnum {

	/** It is left as it is. */
	NONE,
	/** The mean over six versions of the image: flipped or not, three brightnesses. */
	AUG,
	/** The first principal component of the weighted activations, not their sum. */
	EIGEN

}
