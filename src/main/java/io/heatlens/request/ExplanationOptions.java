package io.heatlens.request;

import java.util.List;
import java.util.stream.IntStream;

import io.heatlens.explain.ExplanationRequest;
import io.heatlens.explain.Target;
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
	 * Gives each image the classes of its own, if the request names some.
	 * @param readable for each image of the request, whether it could be read
	 * @return the options for the images that could be read
	 * @throws BadParameterException if there are not as many lists of classes as images
	 */
	public ExplanationOptions forImages(List<Boolean> readable) {
		if (!(this.request.target() instanceof Target.PerImage own)) {
			return this;
		}
		if (own.classes().size() != readable.size()) {
			throw new BadParameterException(
					"The parameter \"targets\" is sent once for each image, in the order of the images, but there are %d for %d images. To explain the same classes of all images, send \"target\"."
						.formatted(own.classes().size(), readable.size()));
		}
		List<List<Integer>> classes = IntStream.range(0, readable.size())
			.filter(readable::get)
			.mapToObj(own.classes()::get)
			.toList();
		return new ExplanationOptions(this.model, this.request.with(new Target.PerImage(classes)), this.render,
				this.dryRun);
	}

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
		if (this.request.scale().shared()) {
			throw new BadParameterException(
					"A PNG shows one map, so \"scale\" takes own or a number, such as the scale of a JSON answer with scale=shared. "
							+ JSON);
		}
		if (this.request.selection() != null && !this.render.view().selects()) {
			throw new BadParameterException(
					"A PNG shows the patches of \"threshold\" and \"mass\" with view=mask or view=outline. " + JSON);
		}
		if (!this.request.metrics().isEmpty() || this.dryRun) {
			throw new BadParameterException(
					"A PNG cannot show numbers, so it takes neither \"evaluate\" nor \"dry-run\". " + JSON);
		}
	}

}
