package io.heatlens.explain.method;

/**
 * Turns logits into probabilities, in double precision.
 */
public final class Probabilities {

	private Probabilities() {
	}

	/**
	 * Computes the probabilities of all classes.
	 * @param logits the logits of one image, one per class
	 * @param multiLabel whether each class has its own sigmoid, instead of one softmax
	 * over all classes
	 * @return the probabilities, one per class
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
	 * Computes the logarithm of the probability of a class. It stays finite where the
	 * probability rounds to 0.
	 * @param logits the logits of one image, one per class
	 * @param target the index of the class
	 * @param multiLabel whether each class has its own sigmoid, instead of one softmax
	 * over all classes
	 * @return the natural logarithm of the probability
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
