package io.heatlens.hub;

import java.io.IOException;
import java.time.Duration;

/**
 * A server is busy or broken for the moment.
 */
class TransientException extends IOException {

	private final Duration retryAfter;

	TransientException(String message, Duration retryAfter) {
		super(message);
		this.retryAfter = retryAfter;
	}

	/**
	 * How long the server asked to be left alone.
	 * @return zero if it did not say
	 */
	Duration retryAfter() {
		return this.retryAfter;
	}

}
