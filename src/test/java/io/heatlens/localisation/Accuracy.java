package io.heatlens.localisation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.heatlens.engine.Deadline;
import io.heatlens.explain.Prediction;
import io.heatlens.explain.Predictor;
import io.heatlens.scenes.Scene;
import io.heatlens.vit.Model;

/**
 * How often a model names what is in a scene.
 *
 * @param single top-1 accuracy on scenes of one item
 * @param pair recall at 2 on scenes of two: the share of items among the two most
 * probable classes
 */
record Accuracy(Estimate single, Estimate pair) {

	static Accuracy of(Predictor predictor, Model model, List<Scene> scenes) {
		List<List<Prediction>> predictions = predictor
			.predict(model, scenes.stream().map(TestScenes::image).toList(), 2, Deadline.in(Duration.ofHours(1)))
			.value();
		List<double[]> single = new ArrayList<>();
		List<double[]> pair = new ArrayList<>();
		for (int i = 0; i < scenes.size(); i++) {
			List<Scene.Item> items = scenes.get(i).items();
			List<Integer> named = predictions.get(i).stream().limit(items.size()).map(Prediction::index).toList();
			double[] hits = items.stream().mapToDouble((item) -> named.contains(item.label()) ? 1 : 0).toArray();
			((items.size() == 1) ? single : pair).add(hits);
		}
		return new Accuracy(Estimate.of(single), Estimate.of(pair));
	}

}
