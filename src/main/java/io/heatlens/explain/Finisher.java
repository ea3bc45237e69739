package io.heatlens.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.heatlens.vit.Gradient;
import io.heatlens.vit.Grid;
import io.heatlens.vit.Region;
import io.heatlens.vit.Site;

/**
 * Makes explanations of raw maps: pooled or sharpened, scaled, judged and measured.
 *
 * @param request that is answered
 * @param evaluator measures maps
 */
record Finisher(ExplanationRequest request, Evaluator evaluator) {

	private static final int PREDICTIONS = 5;

	/**
	 * Finishes an image.
	 * @param image its place in the batch
	 * @param subject the image
	 * @param maps of the batch
	 * @return its explanations
	 */
	ImageExplanation finish(int image, Subject subject, Map<Cell, RawMap> maps) {
		List<Explanation> explanations = new ArrayList<>();
		for (int target = 0; target < subject.targets().size(); target++) {
			for (ExplanationMethod method : this.request.methods()) {
				RawMap map = Objects.requireNonNull(maps.get(new Cell(image, target, method.name())));
				RawMap saliency = maps.get(new Cell(image, target, PixelSaliency.NAME));
				Patches patches = Patches.of(subject.model());
				explanations.add((saliency != null)
						? finish(method, subject, target, map, new PixelDetail(patches).apply(map, saliency.values()),
								new PixelDetail(patches).grid(), subject.region())
						: pooled(method, subject, target, map, patches.grid()));
			}
		}
		return new ImageExplanation(subject.predictions().top(PREDICTIONS), explanations,
				Agreement.of(image, subject, this.request.methods(), maps));
	}

	private Explanation pooled(ExplanationMethod method, Subject subject, int target, RawMap map, Grid grid) {
		AveragePooling pooling = this.request.pooling();
		if (pooling == null) {
			return finish(method, subject, target, map, map, grid, subject.region());
		}
		RawMap pooled = new RawMap(pooling.apply(map.values(), grid), map.magnitude());
		return finish(method, subject, target, map, pooled, pooling.output(grid),
				pooling.region(subject.region(), grid));
	}

	private Explanation finish(ExplanationMethod method, Subject subject, int target, RawMap map, RawMap shown,
			Grid grid, Region region) {
		MethodOptions options = this.request.options();
		Objective objective = options.objective();
		Prediction prediction = subject.predictions().of(subject.targets().get(target));
		// pixels add a range of their own, but no evidence
		Status status = (this.request.detail() == Detail.PIXEL) ? map.status() : shown.status();
		Heatmap heatmap = Heatmap.of(shown, grid, this.request.normalization(), status);
		Set<MethodParameter> uses = method.parameters();
		Score score = uses.contains(MethodParameter.SCORE) ? objective.score() : Score.LOGIT;
		boolean negative = objective.negative() && uses.contains(MethodParameter.SIGN);
		return new Explanation(method.name(),
				uses.contains(MethodParameter.LAYER) ? options.layers().stream().map(Site::name).toList() : List.of(),
				(method.usesGradient() ? options.gradient() : Gradient.PLAIN).name().toLowerCase(Locale.ROOT), score,
				method.scalar(options).value(subject.logits(), prediction.index()), negative ? "negative" : "positive",
				(score == Score.MARGIN) ? objective.against() : null, this.request.normalization(), prediction, status,
				method.classDiscriminative(), Warnings.of(method, subject, prediction, map.samples()), heatmap, region,
				Evidence.of(heatmap.raw()), map.samples(),
				this.request.metrics()
					.stream()
					.map((metric) -> this.evaluator.evaluate(metric, subject, target, map))
					.toList());
	}

}
