package io.heatlens.explain.method;

/**
 * What a method can be told, beyond the model, the images and the targets.
 */
public enum MethodParameter {

	/** The layers where it looks. */
	LAYER,
	/** What the backward pass goes through. */
	GRADIENT,
	/** The number that is explained. */
	SCORE,
	/** Whether evidence against it is wanted. */
	SIGN,
	/** The mean over flips and brightness. */
	SMOOTH_AUG,
	/** The first principal component instead of the sum over channels. */
	SMOOTH_EIGEN,
	/** How attention heads are fused, and what share of the lowest entries is dropped. */
	FUSION,
	/** How many steps an integral takes. */
	STEPS,
	/** How many random samples are drawn. */
	SAMPLES,
	/** What random numbers start from. */
	SEED,
	/** The window of local channel weights. */
	WEIGHTS_WINDOW

}
