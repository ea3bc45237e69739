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

	/**
	 * Makes sure that there is neither NaN nor infinity.
	 * @param values the numbers to check
	 * @param what the subject and verb of the message, such as "Logits are"
	 * @throws NotFiniteException if there is one
	 */
	public static void requireFinite(float[] values, String what) {
		for (float value : values) {
			if (!Float.isFinite(value)) {
				throw new NotFiniteException(what);
			}
		}
	}

}
