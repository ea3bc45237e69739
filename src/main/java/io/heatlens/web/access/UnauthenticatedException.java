package io.heatlens.web.access;

/**
 * Thrown when a request needs a key or a token, but has none that is valid.
 */
public class UnauthenticatedException extends RuntimeException {

	UnauthenticatedException(String message) {
		super(message);
	}

}
