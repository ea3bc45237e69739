package io.heatlens.vit.checkpoint;

/**
 * A model folder cannot be served. The message is one line that says what was expected
 * and what was found.
 */
public class InvalidModelException extends RuntimeException {

	public InvalidModelException(String message) {
		super(message);
	}

	public InvalidModelException(String message, Throwable cause) {
		super(message, cause);
	}

}
