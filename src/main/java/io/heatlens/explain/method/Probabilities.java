package io.heatlens.explain.method;

import java.util.stream.IntStream;

import io.heatlens.vit.family.ProblemType;

/**
 * Turns logits into probabilities, in double precision.
 */
public final class Probabilities {

	private Probabilities() {
	}

	/**
	 * Computes the probabilities of all classes.
	 * @param logits the logits of one image, one per class
	 * @param type a type that has probabilities
	 * @return the probabilities, one per class
	 * @throws IllegalArgumentException if the type has none
	 */
	public static double[] of(float[] logits, ProblemType type) {
		return switch (type) {
			case SINGLE_LABEL -> softmax(logits);
			case MULTI_LABEL ->
				IntStream.range(0, logits.length).mapToDouble((i) -> log(logits, i, type)).map(Math::exp).toArray();
			case REGRESSION, SIMILARITY -> throw new IllegalArgumentException(type + " has no probabilities.");
		};
	}

	/**
	 * Divides 1 among numbers by their exponentials.
	 * @param logits the numbers
	 * @return as many shares, which add up to 1
	 */
	public static double[] softmax(float[] logits) {
		double sum = logSumExp(logits);
		return IntStream.range(0, logits.length).mapToDouble((i) -> Math.exp(logits[i] - sum)).toArray();
	}

	/**
	 * Computes the logarithm of the probability of a class. It stays finite where the
	 * probability rounds to 0.
	 * @param logits the logits of one image, one per class
	 * @param target the index of the class
	 * @param type a type that has probabilities
	 * @return the natural logarithm of the probability
	 */
	static double log(float[] logits, int target, ProblemType type) {
		return (type == ProblemType.MULTI_LABEL) ? -softPlus(-logits[target]) : logits[target] - logSumExp(logits);
	}

	private static double softPlus(double x) {
		return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
	}

	private static double logSumExp(float[] logits) {
		double max = Double.NEGATIVE_INFINITY;
		for (float logit : logits) {
			max = Math.max(max, logit);
		}
		double sum = 0;
		for (float logit : logits) {
			sum += Math.exp(logit - max);
		}
		return max + Math.log(sum);
	}

}
