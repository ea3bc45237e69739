package io.heatlens.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.heatlens.vit.Place;

/**
 * Measures maps, each beside a random one on the same image.
 */
final class Evaluator {

	private final Place place;

	private final int batch;

	/** The random map is the same for every map of an image. */
	private final IdentityHashMap<Subject, Map<String, List<float[]>>> random = new IdentityHashMap<>();

	Evaluator(Place place, int batch) {
		this.place = place;
		this.batch = batch;
	}

	/**
	 * Measures a map.
	 * @param metric how
	 * @param subject the image
	 * @param target which of its targets
	 * @param map of that target
	 * @return what came of it
	 */
	Evaluation evaluate(Metric metric, Subject subject, int target, RawMap map) {
		Ranking ranking = Ranking.of(map);
		Ranking other = ranking.random();
		List<float[]> logits = run(metric, subject, ranking);
		List<float[]> others = this.random.computeIfAbsent(subject, (image) -> new HashMap<>())
			.computeIfAbsent(metric.name(), (name) -> run(metric, subject, other));
		return new Evaluation(metric.name(), score(metric, subject, target, ranking, logits),
				score(metric, subject, target, other, others), metric.better(), metric.count(map.values().length),
				metric.baseline());
	}

	private List<float[]> run(Metric metric, Subject subject, Ranking ranking) {
		int count = metric.count(ranking.order().size());
		List<float[]> logits = new ArrayList<>();
		for (int from = 0; from < count; from += this.batch) {
			int first = from;
			int last = Math.min(from + this.batch, count);
			logits.addAll(this.place.run(() -> run(metric, subject, ranking, first, last)));
		}
		return logits;
	}

	private static double score(Metric metric, Subject subject, int target, Ranking ranking, List<float[]> logits) {
		int index = subject.targets().get(target);
		boolean multiLabel = subject.model().multiLabel();
		double[] probabilities = logits.stream()
			.mapToDouble((variant) -> Probabilities.of(variant, multiLabel)[index])
			.toArray();
		return metric.score(ranking, Probabilities.of(subject.logits(), multiLabel)[index], probabilities);
	}

	private static List<float[]> run(Metric metric, Subject subject, Ranking ranking, int from, int to) {
		try (NDManager scope = subject.session().scope()) {
			NDList variants = new NDList();
			for (int i = from; i < to; i++) {
				variants.add(metric.variant(subject, ranking, i));
			}
			variants.attach(scope);
			return Arrays.asList(subject.session().logits(NDArrays.concat(variants)));
		}
	}

}
