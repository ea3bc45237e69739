package io.heatlens.explain.method;

import io.heatlens.vit.Model;

/**
 * A method that runs the model on many variants of an image.
 */
public non-sealed interface SampledMethod extends ExplanationMethod {

	/**
	 * Counts the variants.
	 * @param model that is asked
	 * @param options of the request
	 * @return how many, 1 or more
	 */
	int count(Model model, MethodOptions options);

	/**
	 * Begins with an image, on a thread of the engine.
	 * @param subject that is explained
	 * @return nothing run yet
	 */
	VariantRun open(PerturbationContext subject);

	/**
	 * Says whether a part of the variants makes a map.
	 * @return whether it can stop early
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
