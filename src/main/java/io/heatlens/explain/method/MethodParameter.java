package io.heatlens.explain.method;

import io.heatlens.api.ApiEnum;

/**
 * The parameters that a method may use, besides those that every method takes.
 */
public enum MethodParameter implements ApiEnum {

	/** The layers that the method reads. */
	LAYER,
	/** What the backward pass treats as constant. */
	GRADIENT,
	/** The score that is explained. */
	SCORE,
	/** Whether evidence for the target or against it is explained. */
	SIGN,
	/** The mean over flipped, darker and brighter versions of the image. */
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
	/**
	 * How attention heads are fused, and the share of the lowest attention that is
	 * dropped.
	 */
	FUSION,
	/** The attention head that is read in the last block. */
	HEAD,
	/** The number of steps of an integral. */
	STEPS,
	/** The image where the path of an integral begins. */
	BASELINE,
	/** The number of random samples. */
	SAMPLES,
	/** The seed of random numbers. */
	SEED,
	/** The width of the window over which gradients are averaged to channel weights. */
	WEIGHTS_WINDOW

}
