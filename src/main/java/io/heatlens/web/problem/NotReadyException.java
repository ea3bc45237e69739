package io.heatlens.web.problem;

/**
 * Thrown when the service does not take requests at the moment.
 */
public class NotReadyException extends RuntimeException {

	public NotReadyException(String message) {
		super(message);
	}

}
