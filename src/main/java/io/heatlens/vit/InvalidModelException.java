package io.heatlens.vit;

/**
 * A model folder cannot be served. The message is one line that says what was expected
 * and what was found.
 */
public class InvalidModelException extends RuntimeException {

	InvalidModelException(String message) {
		super(message);
	}

	InvalidModelException(String message, Throwable cause) {
		super(message, cause);
	}

}
