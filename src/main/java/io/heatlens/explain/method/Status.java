package io.heatlens.explain.method;

import io.heatlens.api.ApiEnum;
import io.heatlens.vit.LayerCapture;

/**
 * Whether a map shows anything.
 */
public enum Status implements ApiEnum {

	/** It does. */
	OK,

	/** Nothing but zeros, a constant, or rounding noise. */
	DEGENERATE,

	/** Everything speaks against the target. */
	NO_POSITIVE_EVIDENCE;

	private static final float CONSTANT = 1e-6f;

	/**
	 * Judges a raw map.
	 * @param min its smallest value
	 * @param max its largest value
	 * @param magnitude the largest sum over channels of |gradient x activation|: against
	 * it a sum that cancelled is noise
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
