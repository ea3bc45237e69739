package io.heatlens.explain.method;

/**
 * Logits read as probabilities, in double precision.
 */
public final class Probabilities {

	private Probabilities() {
	}

	/**
	 * Computes all of them.
	 * @param logits of one image
	 * @param multiLabel whether each class has its own sigmoid, instead of all a softmax
	 * @return one a class
	 */
	public static double[] of(float[] logits, boolean multiLabel) {
		double[] probabilities = new double[logits.length];
		double sum = multiLabel ? 0 : logSumExp(logits);
		for (int i = 0; i < logits.length; i++) {
			probabilities[i] = Math.exp(multiLabel ? -softPlus(-logits[i]) : logits[i] - sum);
		}
		return probabilities;
	}

	/**
	 * Computes a logarithm that stays finite where the probability rounds to 0.
	 * @param logits of one image
	 * @param target class
	 * @param multiLabel whether each class has its own sigmoid
	 * @return natural logarithm of the class's probability
	 */
	static double log(float[] logits, int target, boolean multiLabel) {
		return multiLabel ? -softPlus(-logits[target]) : logits[target] - logSumExp(logits);
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
