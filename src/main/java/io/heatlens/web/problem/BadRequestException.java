package io.heatlens.web.problem;

/**
 * A request is not what the API takes.
 */
public class BadRequestException extends RuntimeException {

	public BadRequestException(String message) {
		super(message);
	}

}
