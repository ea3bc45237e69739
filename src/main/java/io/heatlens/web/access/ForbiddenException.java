package io.heatlens.web.access;

/**
 * Thrown when a request is refused with any key or with none.
 */
public class ForbiddenException extends RuntimeException {

	ForbiddenException(String message) {
		super(message);
	}

}
