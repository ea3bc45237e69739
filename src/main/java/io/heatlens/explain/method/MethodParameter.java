package io.heatlens.explain.method;

import io.heatlens.api.ApiEnum;

/**
 * The parameters that a method may use, besides those that every method takes.
 */
public enum MethodParameter implements ApiEnum {

	/** The layers where the method looks. */
	LAYER,
	/** What the backward pass treats as constant. */
	GRADIENT,
	/** The score that is explained. */
	SCORE,
	/** Evidence for the target or against it. */
	SIGN,
	/** The mean over flips and brightness. */
	SMOOTH_AUG {
		@Override
		public String apiName() {
			return "smooth=aug";
		}
	},
	/** The first principal component instead of the sum over channels. */
	SMOOTH_EIGEN {
		@Override
		public String apiName() {
			return "smooth=eigen";
		}
	},
	/** How attention heads are fused, and the share of low attention that is dropped. */
	FUSION,
	/** The number of steps of an integral. */
	STEPS,
	/** The number of random samples. */
	SAMPLES,
	/** The seed of random numbers. */
	SEED,
	/** The window of local channel weights. */
	WEIGHTS_WINDOW

}
