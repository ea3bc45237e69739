package io.heatlens.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.heatlens.engine.EngineTicket;
import io.heatlens.explain.method.PerturbationContext;
import io.heatlens.explain.method.Probabilities;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.metric.Evaluation;
import io.heatlens.explain.metric.Metric;
import io.heatlens.explain.metric.Ranking;

/**
 * Measures an image's maps, each beside a random one.
 */
final class Evaluator implements Measurement {

	private final EngineTicket place;

	private final int batch;

	private final PerturbationContext subject;

	private final List<Metric> metrics;

	/** The random map is the same for every map of an image. */
	private final Map<String, List<float[]>> random = new HashMap<>();

	Evaluator(EngineTicket place, int batch, PerturbationContext subject, List<Metric> metrics) {
		this.place = place;
		this.batch = batch;
		this.subject = subject;
		this.metrics = metrics;
	}

	@Override
	public List<Evaluation> of(int target, RawMap map) {
		return this.metrics.stream().map((metric) -> evaluate(metric, target, map)).toList();
	}

	private Evaluation evaluate(Metric metric, int target, RawMap map) {
		Ranking ranking = Ranking.of(map);
		Ranking other = ranking.random();
		List<float[]> logits = run(metric, ranking);
		List<float[]> others = this.random.computeIfAbsent(metric.name(), (name) -> run(metric, other));
		return new Evaluation(metric.name(), score(metric, target, ranking, logits),
				score(metric, target, other, others), metric.better(), metric.count(map.values().length),
				metric.baseline());
	}

	private List<float[]> run(Metric metric, Ranking ranking) {
		int count = metric.count(ranking.order().size());
		List<float[]> logits = new ArrayList<>();
		for (int from = 0; from < count; from += this.batch) {
			int first = from;
			int last = Math.min(from + this.batch, count);
			logits.addAll(this.place.run(() -> run(metric, ranking, first, last)));
		}
		return logits;
	}

	private double score(Metric metric, int target, Ranking ranking, List<float[]> logits) {
		int index = this.subject.targets().get(target);
		boolean multiLabel = this.subject.model().multiLabel();
		double[] probabilities = logits.stream()
			.mapToDouble((variant) -> Probabilities.of(variant, multiLabel)[index])
			.toArray();
		return metric.score(ranking, Probabilities.of(this.subject.logits(), multiLabel)[index], probabilities);
	}

	private List<float[]> run(Metric metric, Ranking ranking, int from, int to) {
		try (NDManager scope = this.subject.session().scope()) {
			NDList variants = new NDList();
			for (int i = from; i < to; i++) {
				variants.add(metric.variant(this.subject, ranking, i));
			}
			variants.attach(scope);
			return Arrays.asList(this.subject.session().logits(NDArrays.concat(variants)));
		}
	}

}
