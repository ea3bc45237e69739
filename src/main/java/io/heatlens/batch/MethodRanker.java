package io.heatlens.batch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.heatlens.answer.MethodRanking;
import io.heatlens.explain.Explanation;
import io.heatlens.explain.metric.Better;
import io.heatlens.explain.metric.Evaluation;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.jspecify.annotations.Nullable;

/**
 * Collects the metrics' scores of explanations and ranks the methods by them.
 */
final class MethodRanker {

	private static final double TWO_SIDED = 0.975;

	private final Map<String, Map<Candidate, StreamingStatistics>> gains = new LinkedHashMap<>();

	/**
	 * Adds the scores of an explanation.
	 * @param explanation the explanation with its evaluation
	 * @param usesGradient whether the method uses a gradient, so that explanations with
	 * the plain and with the pruned gradient are ranked separately
	 */
	void add(Explanation explanation, boolean usesGradient) {
		Candidate candidate = new Candidate(explanation.method(),
				usesGradient ? explanation.gradient().apiName() : null);
		for (Evaluation evaluation : explanation.evaluation()) {
			this.gains.computeIfAbsent(evaluation.metric(), (metric) -> new LinkedHashMap<>())
				.computeIfAbsent(candidate, (key) -> new StreamingStatistics())
				.addValue(gain(evaluation));
		}
	}

	// Returns a number above 0 if the map is better than random maps.
	private static double gain(Evaluation evaluation) {
		double difference = evaluation.score() - evaluation.random();
		return (evaluation.better() == Better.LOWER) ? -difference : difference;
	}

	/**
	 * Ranks the methods by their mean gain over random maps.
	 * @return one ranking per metric, with the best method first
	 */
	List<MethodRanking.ByMetric> rank() {
		List<MethodRanking.ByMetric> rankings = new ArrayList<>();
		this.gains.forEach((metric,
				candidates) -> rankings.add(new MethodRanking.ByMetric(metric,
						candidates.entrySet()
							.stream()
							.map((entry) -> ranked(entry.getKey(), entry.getValue()))
							.sorted(Comparator.comparing(MethodRanking.Ranked::gain).reversed())
							.toList())));
		return rankings;
	}

	private static MethodRanking.Ranked ranked(Candidate candidate, StreamingStatistics gains) {
		double half = new TDistribution(gains.getN() - 1).inverseCumulativeProbability(TWO_SIDED)
				* gains.getStandardDeviation() / Math.sqrt((double) gains.getN());
		return new MethodRanking.Ranked(candidate.method(), candidate.gradient(), gains.getMean(),
				gains.getMean() - half, gains.getMean() + half, gains.getN());
	}

	/**
	 * What is ranked: a method together with its gradient.
	 *
	 * @param method the name of the method
	 * @param gradient the name of the gradient, or {@code null} if the method uses none
	 */
	private record Candidate(String method, @Nullable String gradient) {
	}

}
