package io.heatlens.web.access;

/**
 * Nobody knows who asks.
 */
public class UnauthenticatedException extends RuntimeException {

	UnauthenticatedException(String message) {
		super(message);
	}

}
