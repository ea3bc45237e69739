package io.heatlens.vit;

/**
 * Thrown when a forward or backward pass produced NaN or infinity.
 */
public class NotFiniteException extends RuntimeException {

	/**
	 * Creates an exception.
	 * @param what the subject and verb of the message, such as "Logits are"
	 */
	public NotFiniteException(String what) {
		super(what + " not finite");
	}

}
