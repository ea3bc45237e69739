package io.heatlens.explain.method;

import io.heatlens.api.ApiEnum;

/**
 * The kinds of score that a request can ask to explain.
 */
public enum Score implements ApiEnum {

	/** The logit of the target. */
	LOGIT,

	/** The probability of the target; where it is near 1, its gradient vanishes. */
	PROBABILITY,

	/** The logarithm of the probability of the target. */
	LOG_PROBABILITY,

	/**
	 * The logit of the target minus that of another class: why the target and not the
	 * other.
	 */
	MARGIN;

	/**
	 * Whether the score is made of probabilities.
	 * @return true if a regression has no such score
	 */
	public boolean needsProbabilities() {
		return this == PROBABILITY || this == LOG_PROBABILITY;
	}

}
