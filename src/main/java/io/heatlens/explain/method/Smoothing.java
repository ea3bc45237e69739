package io.heatlens.explain.method;

/**
 * How a map is made less noisy.
 */
public enum Smoothing {

	/** It is left as it is. */
	NONE,
	/** The mean over six versions of the image: flipped or not, three brightnesses. */
	AUG,
	/** The first principal component of the weighted activations, not their sum. */
	EIGEN

}
