package io.heatlens.request;

/**
 * A parameter is unknown, has a value that it does not take, or cannot be used here.
 */
public class BadParameterException extends RuntimeException {

	/**
	 * Says what is wrong.
	 * @param message with what was expected and what was found
	 */
	public BadParameterException(String message) {
		super(message);
	}

	static BadParameterException value(ApiParameter parameter, String found, String expected) {
		return new BadParameterException(
				"The parameter \"%s\" takes %s, but is \"%s\".".formatted(parameter.apiName(), expected, found));
	}

}
