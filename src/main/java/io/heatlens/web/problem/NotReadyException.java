package io.heatlens.web.problem;

/**
 * Thrown when the service does not take requests at the moment.
 */
public class NotReadyException extends RuntimeException {

	/**
	 * Creates an exception.
	 * @param message what the service is waiting for
	 */
	public NotReadyException(String message) {
		super(message);
	}

}
