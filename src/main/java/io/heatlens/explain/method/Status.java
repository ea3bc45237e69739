package io.heatlens.explain.method;

import io.heatlens.api.ApiEnum;
import io.heatlens.vit.LayerCapture;

/**
 * Whether a map shows anything.
 */
public enum Status implements ApiEnum {

	/** The map shows something. */
	OK,

	/** The map is zero, constant or rounding noise. */
	DEGENERATE,

	/** Every value speaks against the target. */
	NO_POSITIVE_EVIDENCE;

	private static final float CONSTANT = 1e-6f;

	/**
	 * Judges a raw map.
	 * @param min the smallest value of the map
	 * @param max the largest value of the map
	 * @param magnitude the largest sum over channels of |gradient x activation|; values
	 * that are tiny in comparison are the rounding noise of sums that cancelled
	 * @return the status
	 */
	static Status of(float min, float max, float magnitude) {
		float largest = Math.max(Math.abs(min), Math.abs(max));
		if (largest == 0 || max - min < CONSTANT * largest || largest < LayerCapture.CANCELLED * magnitude) {
			return DEGENERATE;
		}
		return (max <= 0) ? NO_POSITIVE_EVIDENCE : OK;
	}

}
