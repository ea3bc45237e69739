package io.heatlens.explain.method;

import io.heatlens.vit.Model;

/**
 * A method that runs the model on many variants of an image.
 */
public non-sealed interface SampledMethod extends ExplanationMethod {

	/**
	 * The number of variants of an image.
	 * @param model the model to explain
	 * @param options the options of the request
	 * @return 1 or more
	 */
	int count(Model model, MethodOptions options);

	/**
	 * Prepares the variants of an image. It is called on an engine thread.
	 * @param context the context of the image
	 * @return the variants, none of which has run
	 */
	VariantRun open(PerturbationContext context);

	/**
	 * Whether some of the variants suffice for a map.
	 * @return true if the method can stop early
	 */
	default boolean stopsEarly() {
		return true;
	}

	@Override
	default Passes passes(Model model, MethodOptions options, int targets) {
		long count = count(model, options);
		return new Passes(count, usesGradient() ? count * targets : 0);
	}

}
