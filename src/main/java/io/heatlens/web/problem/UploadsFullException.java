package io.heatlens.web.problem;

/**
 * Thrown when the uploads of other requests take all the memory for uploads.
 */
public class UploadsFullException extends RuntimeException {

	public UploadsFullException() {
		super("The uploads of other requests take all the memory for uploads. Try again in a second.");
	}

}
