package io.heatlens.explain.method;

import io.heatlens.api.ApiEnum;

/**
 * Whether evidence for the target or against it is explained.
 */
public enum Sign implements ApiEnum {

	/** Evidence for the target. */
	POSITIVE,

	/** Evidence against the target: the map of the negated score. */
	NEGATIVE

}
