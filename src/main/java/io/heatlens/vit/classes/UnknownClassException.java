package io.heatlens.vit.classes;

/**
 * Thrown when a request names a class that the model does not have, or a label that
 * several classes share.
 */
public class UnknownClassException extends RuntimeException {

	UnknownClassException(String message) {
		super(message);
	}

}
