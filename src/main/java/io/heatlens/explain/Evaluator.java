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
import io.heatlens.vit.family.ProblemType;
import io.heatlens.vit.input.Grid;

/**
 * Measures how faithful the maps of one image are, each in comparison with a random map.
 */
final class Evaluator implements Measurement {

	private final EngineTicket ticket;

	private final int maxBatch;

	private final PerturbationContext context;

	private final List<Metric> metrics;

	/**
	 * The logits for the random order of the patches, by the name of the metric and the
	 * grid. That order is the same for every map of the image that has this grid.
	 */
	private final Map<Map.Entry<String, Grid>, List<float[]>> randomLogits = new HashMap<>();

	/**
	 * Creates an evaluator for the maps of one image.
	 * @param ticket the ticket of the request
	 * @param maxBatch the number of variants that go through the model at once
	 * @param context the context of the image
	 * @param metrics the metrics of the request
	 */
	Evaluator(EngineTicket ticket, int maxBatch, PerturbationContext context, List<Metric> metrics) {
		this.ticket = ticket;
		this.maxBatch = maxBatch;
		this.context = context;
		this.metrics = metrics;
	}

	@Override
	public List<Evaluation> of(int target, RawMap map) {
		return this.metrics.stream().map((metric) -> evaluate(metric, target, map)).toList();
	}

	private Evaluation evaluate(Metric metric, int target, RawMap map) {
		Ranking ranking = Ranking.of(map);
		Ranking random = ranking.random();
		List<float[]> logits = run(metric, ranking);
		List<float[]> others = this.randomLogits.computeIfAbsent(Map.entry(metric.name(), map.grid()),
				(key) -> run(metric, random));
		return new Evaluation(metric.name(), score(metric, target, ranking, logits),
				score(metric, target, random, others), metric.better(), metric.count(map.values().length),
				metric.baseline());
	}

	private List<float[]> run(Metric metric, Ranking ranking) {
		int count = metric.count(ranking.order().size());
		List<float[]> logits = new ArrayList<>();
		for (int from = 0; from < count; from += this.maxBatch) {
			int first = from;
			int last = Math.min(from + this.maxBatch, count);
			logits.addAll(this.ticket.run(() -> run(metric, ranking, first, last)));
		}
		return logits;
	}

	private List<float[]> run(Metric metric, Ranking ranking, int from, int to) {
		try (NDManager scope = this.context.session().scope()) {
			NDList variants = new NDList();
			for (int i = from; i < to; i++) {
				variants.add(metric.variant(this.context, ranking, i));
			}
			variants.attach(scope);
			return Arrays.asList(this.context.session().logits(NDArrays.concat(variants)));
		}
	}

	private double score(Metric metric, int target, Ranking ranking, List<float[]> logits) {
		int index = this.context.targets().get(target);
		ProblemType type = this.context.model().problemType();
		double[] probabilities = logits.stream()
			.mapToDouble((variant) -> Probabilities.of(variant, type)[index])
			.toArray();
		return metric.score(ranking, Probabilities.of(this.context.logits(), type)[index], probabilities);
	}

}
