package io.heatlens.web.access;

/**
 * Whoever asks, the answer is no.
 */
public class ForbiddenException extends RuntimeException {

	ForbiddenException(String message) {
		super(message);
	}

}
