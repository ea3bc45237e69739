package io.heatlens.request;

import io.heatlens.explain.ExplanationRequest;
import io.heatlens.explain.method.Normalization;
import io.heatlens.render.RenderOptions;
import io.heatlens.vit.Model;

/**
 * What a client asks for, checked before its image is looked at.
 *
 * @param model the model to explain
 * @param request what to explain, and how
 * @param render how a picture is drawn
 * @param dryRun whether only the cost is wanted
 */
public record ExplanationOptions(Model model, ExplanationRequest request, RenderOptions render, boolean dryRun) {

	private static final String JSON = "For more send Accept: application/json.";

	/**
	 * Checks that the answer fits one picture.
	 * @throws BadParameterException if it has several maps, or numbers
	 */
	public void checkFitsPng() {
		if (this.request.methods().size() != 1) {
			throw new BadParameterException("A PNG shows one map, so with it \"method\" takes one. " + JSON);
		}
		if (this.request.target().count() != 1) {
			throw new BadParameterException(
					"A PNG shows one class, so with it \"top\" takes 1 and \"target\" one class. " + JSON);
		}
		if (this.request.normalization() == Normalization.NONE) {
			throw new BadParameterException(
					"A PNG needs values from 0 to 1, so with it \"normalize\" takes max or minmax. " + JSON);
		}
		if (!this.request.metrics().isEmpty() || this.dryRun) {
			throw new BadParameterException(
					"A PNG has no room for numbers, so with it there is no \"evaluate\" and no \"dry-run\". " + JSON);
		}
	}

}
