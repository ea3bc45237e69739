package io.heatlens.explain.method;

import java.util.List;
import java.util.Set;

import io.heatlens.vit.Model;
import io.heatlens.vit.transformer.Site;

/**
 * A method that reads its map from one forward pass, and perhaps one backward pass, which
 * it shares with the other methods of the request.
 */
public non-sealed interface SinglePassMethod extends ExplanationMethod {

	/**
	 * Where the method looks.
	 * @param model the model to explain
	 * @param options of the request
	 * @return the sites whose values, and gradients if the method uses any, it reads
	 */
	Set<Site> sites(Model model, MethodOptions options);

	/**
	 * Computes the maps of a batch, on a thread of the engine.
	 * @param batch with the captures at the sites of the method
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
