package io.heatlens.hub;

import java.io.IOException;
import java.time.Duration;

/**
 * Thrown when a server is temporarily busy or broken.
 */
class TransientException extends IOException {

	private final Duration retryAfter;

	TransientException(String message, Duration retryAfter) {
		super(message);
		this.retryAfter = retryAfter;
	}

	/**
	 * Returns how long the server asks its clients to wait.
	 * @return the time to wait, zero if the server did not say
	 */
	Duration retryAfter() {
		return this.retryAfter;
	}

}
