package io.heatlens.web;

/**
 * A parameter is unknown, has a value that it does not take, or cannot be used here.
 */
class BadParameterException extends RuntimeException {

	BadParameterException(String message) {
		super(message);
	}

	static BadParameterException value(ApiParameter parameter, String found, String expected) {
		return new BadParameterException(
				"The parameter \"%s\" takes %s, but is \"%s\".".formatted(parameter.apiName(), expected, found));
	}

}
