package io.heatlens.explain.method;

import io.heatlens.api.ApiEnum;

/**
 * How a raw map is scaled for display.
 */
public enum Normalization implements ApiEnum {

	/** ReLU, then division by the maximum. */
	MAX {
		@Override
		float scale(float raw, float min, float max) {
			return Math.max(raw, 0) / max;
		}
	},

	/** ReLU, then scaling from the minimum to the maximum, as in pytorch-grad-cam. */
	MINMAX {
		@Override
		float scale(float raw, float min, float max) {
			float floor = Math.max(min, 0);
			return (Math.max(raw, 0) - floor) / (max - floor);
		}
	},

	/** No scaling. */
	NONE {
		@Override
		float scale(float raw, float min, float max) {
			return raw;
		}
	};

	/**
	 * Scales one value of a map whose maximum is positive and above its minimum.
	 * @param raw the value
	 * @param min the smallest value of the map
	 * @param max the largest value of the map
	 * @return the scaled value, 0 to 1 except with {@link #NONE}
	 */
	abstract float scale(float raw, float min, float max);

}
