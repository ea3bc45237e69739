package io.heatlens.web;

/**
 * A request is not what the API takes.
 */
class BadRequestException extends RuntimeException {

	BadRequestException(String message) {
		super(message);
	}

}
