package io.heatlens.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import io.heatlens.explain.gradient.PixelSaliency;
import io.heatlens.explain.method.AveragePooling;
import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.MethodParameter;
import io.heatlens.explain.method.Objective;
import io.heatlens.explain.method.Patches;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.Score;
import io.heatlens.explain.method.Status;
import io.heatlens.explain.metric.Evaluation;
import io.heatlens.vit.Model;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.Region;
import io.heatlens.vit.transformer.BackwardRule;
import io.heatlens.vit.transformer.Site;

/**
 * Makes explanations of raw maps: pooled or sharpened, scaled, judged and measured.
 *
 * @param model that was asked
 * @param request that is answered
 */
record Finisher(Model model, ExplanationRequest request) {

	private static final int PREDICTIONS = 5;

	/**
	 * Finishes an image.
	 * @param seen of it
	 * @param region the rectangle of the upright original that the patch grid covers
	 * @param measurement of its maps
	 * @return its explanations
	 */
	ImageExplanation finish(ImageMaps seen, Region region, Measurement measurement) {
		Predictions predictions = new Predictions(this.model, seen.logits());
		Patches patches = Patches.of(this.model);
		List<Explanation> explanations = new ArrayList<>();
		for (int target = 0; target < seen.targets().size(); target++) {
			Prediction prediction = predictions.of(seen.targets().get(target));
			RawMap saliency = seen.maps().get(new Cell(target, PixelSaliency.NAME));
			for (ExplanationMethod method : this.request.methods()) {
				RawMap map = Objects.requireNonNull(seen.maps().get(new Cell(target, method.name())));
				Shown shown = (saliency != null) ? new Shown(new PixelDetail(patches).apply(map, saliency.values()),
						new PixelDetail(patches).grid(), region) : pooled(map, patches.grid(), region);
				explanations.add(finish(method, seen, prediction, map, shown, measurement.of(target, map)));
			}
		}
		return new ImageExplanation(predictions.top(PREDICTIONS), explanations,
				Agreement.of(seen, this.request.methods()));
	}

	private Shown pooled(RawMap map, Grid grid, Region region) {
		AveragePooling pooling = this.request.pooling();
		if (pooling == null) {
			return new Shown(map, grid, region);
		}
		RawMap pooled = new RawMap(pooling.apply(map.values(), grid), map.magnitude());
		return new Shown(pooled, pooling.output(grid), pooling.region(region, grid));
	}

	private Explanation finish(ExplanationMethod method, ImageMaps seen, Prediction prediction, RawMap map, Shown shown,
			List<Evaluation> evaluations) {
		MethodOptions options = this.request.options();
		Objective objective = options.objective();
		// pixels add a range of their own, but no evidence
		Status status = (this.request.detail() == Detail.PIXEL) ? map.status() : shown.map().status();
		Heatmap heatmap = Heatmap.of(shown.map(), shown.grid(), this.request.normalization(), status);
		Set<MethodParameter> uses = method.parameters();
		Score score = uses.contains(MethodParameter.SCORE) ? objective.score() : Score.LOGIT;
		double value = method.scalar(options).value(seen.logits(), prediction.index());
		boolean negative = objective.negative() && uses.contains(MethodParameter.SIGN);
		return new Explanation(method.name(),
				uses.contains(MethodParameter.LAYER) ? options.layers().stream().map(Site::name).toList() : List.of(),
				(method.usesGradient() ? options.gradient() : BackwardRule.PLAIN).name().toLowerCase(Locale.ROOT),
				score, value, negative ? "negative" : "positive", (score == Score.MARGIN) ? objective.against() : null,
				this.request.normalization(), prediction, status, method.classDiscriminative(),
				Warnings.of(method, value, prediction, options, map.samples()), heatmap, shown.region(),
				Evidence.of(heatmap.raw()), map.samples(), evaluations);
	}

	/**
	 * A map as it is handed out.
	 *
	 * @param map pooled, sharpened or as it is
	 * @param grid of the map
	 * @param region that the map covers
	 */
	private record Shown(RawMap map, Grid grid, Region region) {
	}

}
