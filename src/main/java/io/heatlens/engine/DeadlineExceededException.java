package io.heatlens.engine;

/**
 * The time of a request was over before its answer was there.
 */
public class DeadlineExceededException extends RuntimeException {

	public DeadlineExceededException() {
		super("The time for this request was over before the answer was ready. Ask for less (fewer images, targets or samples), or for more time.");
	}

}
