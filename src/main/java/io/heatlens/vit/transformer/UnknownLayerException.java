package io.heatlens.vit.transformer;

import java.util.Collection;

/**
 * Thrown when a request names a layer that the model does not have.
 */
public class UnknownLayerException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param name the name in the request
	 * @param forms the names of the layers of block i
	 * @param depth the number of blocks
	 */
	public UnknownLayerException(String name, Collection<String> forms, int depth) {
		super("The model has no layer \"%s\". Its layers are %s with i from 0 to %d, or from %d to -1 counting from the end."
			.formatted(name, String.join(" and ", forms), depth - 1, -depth));
	}

}
