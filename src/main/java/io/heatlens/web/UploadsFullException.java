package io.heatlens.web;

/**
 * The uploads that are being worked on take all the memory there is for them.
 */
class UploadsFullException extends RuntimeException {

	UploadsFullException() {
		super("The uploads of other requests take all the memory there is for them. Try again in a second.");
	}

}
