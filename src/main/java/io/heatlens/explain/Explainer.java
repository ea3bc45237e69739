package io.heatlens.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Capture;
import io.heatlens.vit.Engine;
import io.heatlens.vit.ForwardPass;
import io.heatlens.vit.Grid;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelSession;
import io.heatlens.vit.Timed;

import org.springframework.stereotype.Component;

/**
 * Explains predictions: one forward pass for all images of a batch, then one backward
 * pass from the site on for each target.
 */
@Component
public class Explainer {

	private static final int PREDICTIONS = 5;

	private final Engine engine;

	Explainer(Engine engine) {
		this.engine = engine;
	}

	/**
	 * Explains.
	 * @param model that is asked
	 * @param images one or more
	 * @param request what to explain, and how
	 * @return one entry an image, in their order
	 */
	public Timed<List<ImageExplanation>> explain(Model model, List<DecodedImage> images, ExplanationRequest request) {
		return this.engine.run(() -> {
			List<ImageExplanation> results = new ArrayList<>();
			Batches.of(images, this.engine.maxBatch()).forEach((batch) -> {
				try (ModelSession session = model.open()) {
					results.addAll(explain(model, session.forward(batch, request.site()), request));
				}
			});
			return results;
		});
	}

	private static List<ImageExplanation> explain(Model model, ForwardPass pass, ExplanationRequest request) {
		List<Predictions> predictions = new ArrayList<>();
		for (float[] logits : pass.logits()) {
			predictions.add(new Predictions(model, logits));
		}
		List<List<Prediction>> targets = predictions.stream().map((image) -> targets(image, request.target())).toList();
		List<List<Explanation>> ranks = new ArrayList<>();
		for (int rank = 0; rank < targets.get(0).size(); rank++) {
			int current = rank;
			List<Prediction> explained = targets.stream().map((image) -> image.get(current)).toList();
			ranks.add(explain(model.grid(), pass, request, explained));
		}
		return IntStream.range(0, predictions.size())
			.mapToObj((image) -> new ImageExplanation(predictions.get(image).top(PREDICTIONS),
					ranks.stream().map((rank) -> rank.get(image)).toList()))
			.toList();
	}

	// One backward pass: one target of each image.
	private static List<Explanation> explain(Grid grid, ForwardPass pass, ExplanationRequest request,
			List<Prediction> targets) {
		float[] maps;
		float[] magnitudes;
		try (Capture capture = pass.differentiate(targets.stream().mapToInt(Prediction::index).toArray())) {
			maps = request.method().map(capture).toFloatArray();
			magnitudes = capture.magnitudes();
		}
		return IntStream.range(0, targets.size()).mapToObj((image) -> {
			float[] raw = Arrays.copyOfRange(maps, image * grid.patches(), (image + 1) * grid.patches());
			return Explanation.of(request, targets.get(image),
					Heatmap.of(raw, grid, magnitudes[image], request.normalization()), pass.regions().get(image));
		}).toList();
	}

	private static List<Prediction> targets(Predictions predictions, Target target) {
		if (target instanceof Target.Classes classes) {
			return classes.indices().stream().map(predictions::of).toList();
		}
		return predictions.top(((Target.Top) target).count());
	}

}
