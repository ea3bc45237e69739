package io.heatlens.vit.transformer;

import java.util.Collection;

/**
 * Thrown when a request names a layer that the model does not have.
 */
public class UnknownLayerException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param name the name in the request
	 * @param hint what to send instead, after a space; may be empty
	 * @param forms the names of the layers of block i
	 * @param depth the number of blocks
	 */
	public UnknownLayerException(String name, String hint, Collection<String> forms, int depth) {
		super("The model has no layer \"%s\".%s Its layers are %s with i from 0 to %d, or from %d to -1 counting from the end."
			.formatted(name, hint, String.join(" and ", forms), depth - 1, -depth));
	}

}
