package io.heatlens.web.problem;

/**
 * The uploads that are being worked on take all the memory there is for them.
 */
public class UploadsFullException extends RuntimeException {

	public UploadsFullException() {
		super("The uploads of other requests take all the memory there is for them. Try again in a second.");
	}

}
