package io.heatlens.web.problem;

/**
 * Thrown when a request does not have the form that the API expects.
 */
public class BadRequestException extends RuntimeException {

	/**
	 * Creates an exception.
	 * @param message what was wrong, what was expected and what was found
	 */
	public BadRequestException(String message) {
		super(message);
	}

}
