package io.heatlens.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.heatlens.explain.method.AveragePooling;
import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.explain.method.Patches;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.Score;
import io.heatlens.explain.method.Sign;
import io.heatlens.explain.method.Status;
import io.heatlens.explain.metric.Evaluation;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Model;
import io.heatlens.vit.input.Region;
import io.heatlens.vit.layer.BackwardRule;
import io.heatlens.vit.transformer.Site;
import org.jspecify.annotations.Nullable;

/**
 * Turns raw maps into explanations: pools them or distributes them over pixels, scales,
 * judges and measures them.
 *
 * @param model the model that made the predictions
 * @param request the request to answer
 * @param original the upright original
 */
record ExplanationAssembler(Model model, ExplanationRequest request, DecodedImage original) {

	private static final int PREDICTIONS = 5;

	/**
	 * Assembles the explanations of an image.
	 * @param image the image, with the maps of all methods of the request
	 * @param region the rectangle of the upright original that the patch grid covers
	 * @param measurement measures the maps of the image
	 * @return the predictions and explanations of the image
	 */
	ImageExplanation assemble(ImageMaps image, Region region, Measurement measurement) {
		Predictions predictions = new Predictions(this.model, image.logits());
		List<Explanation> explanations = new ArrayList<>();
		for (int target = 0; target < image.targets().size(); target++) {
			Prediction prediction = predictions.of(image.targets().get(target).index());
			for (ExplanationMethod method : this.request.methods()) {
				RawMap map = image.map(target, method.name());
				explanations.add(explanation(method, image.logits(), prediction, map,
						shown(map, image.targets().get(target).pixelSaliency(), region), measurement.of(target, map)));
			}
		}
		return new ImageExplanation(image.logits(), predictions.top(PREDICTIONS), explanations,
				Agreement.of(image, this.request.methods()));
	}

	private ShownMap shown(RawMap map, @Nullable RawMap saliency, Region region) {
		if (saliency != null) {
			PixelDetail detail = new PixelDetail(Patches.of(this.model, map.grid()));
			return new ShownMap(detail.apply(map, saliency.values()), region);
		}
		AveragePooling pooling = this.request.pooling();
		if (pooling == null) {
			return new ShownMap(map, region);
		}
		RawMap pooled = new RawMap(pooling.output(map.grid()), pooling.apply(map.values(), map.grid()),
				map.magnitude());
		return new ShownMap(pooled, pooling.region(region, map.grid()));
	}

	private Explanation explanation(ExplanationMethod method, float[] logits, Prediction prediction, RawMap map,
			ShownMap shown, List<Evaluation> evaluations) {
		MethodOptions options = this.request.options();
		Set<MethodParameter> parameters = method.parameters();
		// The map is judged before its values are distributed over pixels, since the
		// pixels of a constant map differ as well.
		Status status = (this.request.detail() == Detail.PIXEL) ? map.status() : shown.map().status();
		Heatmap heatmap = Heatmap.of(shown.map(), this.request.normalization(), status);
		Score score = parameters.contains(MethodParameter.SCORE) ? options.score().kind() : Score.LOGIT;
		double value = method.score(options).value(logits, prediction.index());
		List<String> warnings = Warnings.of(method, value, prediction, options, map.samples());
		if (!(this.request.target() instanceof Target.Top)) {
			this.model.labels().ambiguity(prediction.index()).ifPresent(warnings::add);
		}
		warnings.addAll(this.original.warnings());
		return new Explanation(method.name(),
				parameters.contains(MethodParameter.LAYER) ? options.layers().stream().map(Site::name).toList()
						: List.of(),
				method.usesGradient() ? options.gradient() : BackwardRule.PLAIN, score, value,
				parameters.contains(MethodParameter.SIGN) ? options.score().sign() : Sign.POSITIVE,
				(score == Score.MARGIN) ? options.score().against() : null, this.request.normalization(), prediction,
				status, method.classDiscriminative(), warnings, heatmap, shown.region(), Evidence.of(heatmap.raw()),
				map.samples(), boxes(shown, status), evaluations);
	}

	private @Nullable List<Box> boxes(ShownMap shown, Status status) {
		Selection selection = this.request.selection();
		if (selection == null) {
			return null;
		}
		return (status == Status.OK)
				? new Boxes(shown.map(), shown.region(), this.original.width(), this.original.height())
					.around(selection)
				: List.of();
	}

	/**
	 * A map in the form in which it is returned.
	 *
	 * @param map the map of the method, pooled or distributed over pixels if the request
	 * asks for it
	 * @param region the region that the map covers
	 */
	private record ShownMap(RawMap map, Region region) {
	}

}
