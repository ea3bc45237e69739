package io.heatlens.vit;

import io.heatlens.vit.transformer.Site;

/**
 * Thrown when the gradient of every class with respect to the patch tokens of a layer is
 * zero, so that no gradient method can explain the model there.
 */
public class NoGradientPathException extends RuntimeException {

	NoGradientPathException(Site layer, Site deepest) {
		super("At %s the gradient on all patch tokens is zero: nothing the model's head reads depends on them. The deepest layer that works is %s."
			.formatted(layer.name(), deepest.name()));
	}

}
