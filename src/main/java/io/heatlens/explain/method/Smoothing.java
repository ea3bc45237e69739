package io.heatlens.explain.method;

import io.heatlens.api.ApiEnum;

/**
 * How a map is made less noisy.
 */
public enum Smoothing implements ApiEnum {

	/** No smoothing. */
	NONE,
	/**
	 * The mean over six versions of the image: flipped or not, each at three levels of
	 * brightness.
	 */
	AUG,
	/**
	 * The first principal component of the weighted activations, instead of their sum.
	 */
	EIGEN

}
