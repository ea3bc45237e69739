package io.heatlens.web.problem;

/**
 * Thrown when other requests hold all threads that are not kept for probes.
 */
public class ThreadsFullException extends RuntimeException {

	private static final long serialVersionUID = 1;

	public ThreadsFullException() {
		super("The service is handling as many requests as it can. Try again in a second.");
	}

}
