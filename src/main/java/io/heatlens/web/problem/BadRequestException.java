package io.heatlens.web.problem;

/**
 * Thrown when a request does not have the form that the API expects.
 */
public class BadRequestException extends RuntimeException {

	public BadRequestException(String message) {
		super(message);
	}

}
