package io.heatlens.explain.method;

import java.util.List;
import java.util.Set;

import io.heatlens.vit.Model;
import io.heatlens.vit.transformer.Site;

/**
 * A method that reads its map off one forward pass, and perhaps one backward pass, which
 * it shares with the others of the request.
 */
public non-sealed interface SinglePassMethod extends ExplanationMethod {

	/**
	 * Says where it looks.
	 * @param model that is asked
	 * @param options of the request
	 * @return the sites whose values, and gradients if it uses any, it reads
	 */
	Set<Site> sites(Model model, MethodOptions options);

	/**
	 * Computes the maps of a batch.
	 * @param look at the sites
	 * @return one map an image
	 */
	List<RawMap> map(CapturedBatch look);

	@Override
	default String cost() {
		return usesGradient() ? "1 forward + 1 backward" : "1 forward";
	}

	@Override
	default Passes passes(Model model, MethodOptions options, int targets) {
		return Passes.NONE; // it shares those of the request
	}

}
