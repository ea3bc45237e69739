package io.heatlens.web;

/**
 * The service does not take requests at the moment.
 */
class NotReadyException extends RuntimeException {

	NotReadyException(String message) {
		super(message);
	}

}
