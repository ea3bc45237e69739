package io.heatlens.vit;

import io.heatlens.vit.transformer.Site;

/**
 * The gradient of every class with respect to a layer's patch tokens is zero, so no
 * gradient method can explain the model there.
 */
public class NoGradientPathException extends RuntimeException {

	NoGradientPathException(Site asked, Site deepest) {
		super("At %s the gradient on all patch tokens is zero: nothing the model's head reads depends on them. The deepest layer that works is %s."
			.formatted(asked.name(), deepest.name()));
	}

}
