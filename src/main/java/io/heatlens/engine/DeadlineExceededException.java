package io.heatlens.engine;

/**
 * Thrown when the deadline of a request passes before its answer is ready.
 */
public class DeadlineExceededException extends RuntimeException {

	/**
	 * Creates the exception with a message for the client.
	 */
	public DeadlineExceededException() {
		super("The time limit of this request passed before the answer was ready. Ask for less (fewer images, targets or samples), or allow more time.");
	}

}
