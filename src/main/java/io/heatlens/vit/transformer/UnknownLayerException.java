package io.heatlens.vit.transformer;

/**
 * Thrown when a request names a layer that the model does not have.
 */
public class UnknownLayerException extends RuntimeException {

	UnknownLayerException(String name, int depth) {
		super("The model has no layer \"%s\". Its layers are blocks[i] and blocks[i].norm1 with i from 0 to %d, or from %d to -1 counting from the end."
			.formatted(name, depth - 1, -depth));
	}

}
