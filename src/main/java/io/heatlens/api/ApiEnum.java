package io.heatlens.api;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * An enum whose values are words of the API: in parameters, in JSON and in problem codes.
 */
public interface ApiEnum {

	/**
	 * The name of the constant.
	 * @return in upper case, such as {@code LOG_PROBABILITY}
	 */
	String name();

	/**
	 * The name in the API.
	 * @return in lower case with hyphens, such as {@code log-probability}
	 */
	@JsonValue
	default String apiName() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
