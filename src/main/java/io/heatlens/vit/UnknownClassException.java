package io.heatlens.vit;

/**
 * A class was asked for that the model does not have, or by a label that several share.
 */
public class UnknownClassException extends RuntimeException {

	UnknownClassException(String message) {
		super(message);
	}

}
