package io.heatlens.request;

import java.util.List;

import io.heatlens.api.Suggestion;

/**
 * Thrown when a parameter is unknown, has a value that it does not take, or cannot be
 * used together with the others.
 */
public class BadParameterException extends RuntimeException {

	/**
	 * Creates an exception.
	 * @param message what was wrong, what was expected and what was found
	 */
	public BadParameterException(String message) {
		super(message);
	}

	static BadParameterException value(ApiParameter parameter, String found, String expected) {
		return new BadParameterException(
				"The parameter \"%s\" takes %s, but is \"%s\".".formatted(parameter.apiName(), expected, found));
	}

	static BadParameterException choice(ApiParameter parameter, String found, List<String> choices) {
		String expected = (choices.size() == 2) ? String.join(" or ", choices) : "one of " + String.join(", ", choices);
		return new BadParameterException("The parameter \"%s\" takes %s, but is \"%s\".%s"
			.formatted(parameter.apiName(), expected, found, Suggestion.of(found, choices)));
	}

}
