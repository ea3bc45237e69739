package io.heatlens.explain.method;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a target's evidence is evidence for.
 */
public enum Score {

	/** The class's logit. */
	LOGIT,
	/** The class's probability; where it is near 1 its gradient vanishes. */
	PROBABILITY,
	/** The logarithm of the class's probability. */
	LOG_PROBABILITY,
	/** The class's logit minus that of another: why this and not that. */
	MARGIN;

	@JsonValue
	public String apiName() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
