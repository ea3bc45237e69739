package io.heatlens.request;

import io.heatlens.explain.ExplanationRequest;
import io.heatlens.explain.method.Normalization;
import io.heatlens.render.RenderOptions;
import io.heatlens.vit.Model;

/**
 * The options of a request for explanations, which are checked before its image is
 * decoded.
 *
 * @param model the model to explain
 * @param request what to explain, and how
 * @param render how a picture is drawn
 * @param dryRun whether only the cost is wanted
 */
public record ExplanationOptions(Model model, ExplanationRequest request, RenderOptions render, boolean dryRun) {

	private static final String JSON = "For more, send Accept: application/json.";

	/**
	 * Checks that one picture can show the answer.
	 * @throws BadParameterException if the answer has several maps, raw values or numbers
	 */
	public void checkFitsPng() {
		if (this.request.methods().size() != 1) {
			throw new BadParameterException("A PNG shows one map, so \"method\" takes one value. " + JSON);
		}
		if (this.request.target().count() != 1) {
			throw new BadParameterException("A PNG shows one class, so it takes \"top=1\" or one \"target\". " + JSON);
		}
		if (this.request.normalization() == Normalization.NONE) {
			throw new BadParameterException(
					"A PNG needs values from 0 to 1, so \"normalize\" takes max or minmax. " + JSON);
		}
		if (!this.request.metrics().isEmpty() || this.dryRun) {
			throw new BadParameterException(
					"A PNG cannot show numbers, so it takes neither \"evaluate\" nor \"dry-run\". " + JSON);
		}
	}

}
