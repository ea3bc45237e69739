package io.heatlens.vit;

import io.heatlens.vit.transformer.Site;

/**
 * Thrown when the gradient of every class with respect to the patch tokens of a layer is
 * zero, so that no gradient method can explain the model there.
 */
public class NoGradientPathException extends RuntimeException {

	NoGradientPathException(Site layer, Site deepest) {
		super("The gradient at %s is zero for all patch tokens, because nothing that the head of the model reads depends on them. The deepest layer that works is %s."
			.formatted(layer.name(), deepest.name()));
	}

}
