package io.heatlens.vit.checkpoint;

/**
 * Thrown when a model folder cannot be served. The message is one line that says what was
 * expected and what was found. Below the loader it is a clause in lower case without a
 * full stop, such as "the tensor cls_token is missing": the loader completes it with the
 * name of the model.
 */
public class InvalidModelException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param message what was expected and what was found
	 */
	public InvalidModelException(String message) {
		super(message);
	}

	/**
	 * Creates the exception with its cause.
	 * @param message what was expected and what was found
	 * @param cause the exception that was met
	 */
	public InvalidModelException(String message, Throwable cause) {
		super(message, cause);
	}

}
