package io.heatlens.vit;

/**
 * A forward or backward pass produced NaN or infinity.
 */
public class NotFiniteException extends RuntimeException {

	/**
	 * Says what is not.
	 * @param what with its verb, such as "Logits are"
	 */
	public NotFiniteException(String what) {
		super(what + " not finite");
	}

}
