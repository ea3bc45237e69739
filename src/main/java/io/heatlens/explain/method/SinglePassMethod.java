package io.heatlens.explain.method;

import java.util.List;
import java.util.Set;

import io.heatlens.vit.Model;
import io.heatlens.vit.transformer.Site;

/**
 * A method that reads its maps from one forward pass and, if it uses gradients, from one
 * backward pass. Other methods can read their maps from the same passes.
 */
public non-sealed interface SinglePassMethod extends ExplanationMethod {

	/**
	 * The sites that the method reads.
	 * @param model the model to explain
	 * @param options the options of the request
	 * @return the sites whose values are captured, and also their gradients if the method
	 * uses gradients
	 */
	Set<Site> sites(Model model, MethodOptions options);

	/**
	 * Computes the maps of a batch. It is called on an engine thread.
	 * @param batch the batch, with the captures at the sites of the method
	 * @return one map per row of the captures
	 */
	List<RawMap> map(CapturedBatch batch);

	@Override
	default String cost() {
		return usesGradient() ? "1 forward + 1 backward" : "1 forward";
	}

	@Override
	default Passes passes(Model model, MethodOptions options, int targets) {
		return Passes.NONE;
	}

}
