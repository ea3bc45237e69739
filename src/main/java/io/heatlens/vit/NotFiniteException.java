package io.heatlens.vit;

/**
 * A forward or backward pass produced NaN or infinity.
 */
public class NotFiniteException extends RuntimeException {

	NotFiniteException(String what) {
		super(what + " not finite");
	}

}
