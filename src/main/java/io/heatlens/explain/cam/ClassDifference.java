package io.heatlens.explain.cam;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import io.heatlens.explain.method.Probabilities;
import io.heatlens.explain.method.ScoreFunction;

/**
 * The logit of a class minus a weighted mean of the logits closest to it (Zhang et al.
 * 2025, equation 5, alpha = 1). The weights are the softmax of those logits.
 *
 * @param most the largest number of classes to compare with
 */
record ClassDifference(int most) implements ScoreFunction {

	@Override
	public double value(float[] logits, int target) {
		List<Integer> others = closest(logits, target);
		double[] shares = shares(logits, others);
		return logits[target] - mean(logits, others, shares);
	}

	@Override
	public float[] gradient(float[] logits, int target) {
		List<Integer> others = closest(logits, target);
		double[] shares = shares(logits, others);
		double mean = mean(logits, others, shares);
		float[] gradient = new float[logits.length];
		gradient[target] = 1;
		for (int i = 0; i < shares.length; i++) {
			// The weights of the mean depend on the logits too.
			gradient[others.get(i)] = (float) (-shares[i] * (1 + logits[others.get(i)] - mean));
		}
		return gradient;
	}

	private List<Integer> closest(float[] logits, int target) {
		return IntStream.range(0, logits.length)
			.filter((other) -> other != target)
			.boxed()
			.sorted(Comparator.comparing((Integer other) -> Math.abs(logits[other] - logits[target])))
			.limit(this.most)
			.toList();
	}

	private static double[] shares(float[] logits, List<Integer> others) {
		float[] chosen = new float[others.size()];
		for (int i = 0; i < chosen.length; i++) {
			chosen[i] = logits[others.get(i)];
		}
		return Probabilities.softmax(chosen);
	}

	private static double mean(float[] logits, List<Integer> others, double[] shares) {
		return IntStream.range(0, shares.length).mapToDouble((i) -> shares[i] * logits[others.get(i)]).sum();
	}

}
