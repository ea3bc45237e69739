package io.heatlens.explain.method;

/**
 * The numbers that can be explained.
 */
final class ScoreFunctions {

	private ScoreFunctions() {
	}

	/**
	 * The class's logit.
	 */
	record Logit() implements ScoreFunction {

		@Override
		public double value(float[] logits, int target) {
			return logits[target];
		}

		@Override
		public float[] gradient(float[] logits, int target) {
			float[] gradient = new float[logits.length];
			gradient[target] = 1;
			return gradient;
		}

	}

	/**
	 * The class's probability.
	 *
	 * @param multiLabel whether it is a sigmoid and not a softmax
	 */
	record Probability(boolean multiLabel) implements ScoreFunction {

		@Override
		public double value(float[] logits, int target) {
			return Probabilities.of(logits, this.multiLabel)[target];
		}

		@Override
		public float[] gradient(float[] logits, int target) {
			float[] gradient = new LogProbability(this.multiLabel).gradient(logits, target);
			double probability = value(logits, target);
			for (int i = 0; i < gradient.length; i++) {
				gradient[i] = (float) (gradient[i] * probability);
			}
			return gradient;
		}

	}

	/**
	 * The logarithm of the class's probability.
	 *
	 * @param multiLabel whether that is a sigmoid and not a softmax
	 */
	record LogProbability(boolean multiLabel) implements ScoreFunction {

		@Override
		public double value(float[] logits, int target) {
			return Probabilities.log(logits, target, this.multiLabel);
		}

		@Override
		public float[] gradient(float[] logits, int target) {
			double[] probabilities = Probabilities.of(logits, this.multiLabel);
			float[] gradient = new float[logits.length];
			for (int i = 0; i < gradient.length; i++) {
				gradient[i] = this.multiLabel ? 0 : (float) -probabilities[i];
			}
			gradient[target] = (float) (1 - probabilities[target]);
			return gradient;
		}

	}

	/**
	 * The class's logit minus another's.
	 *
	 * @param against the other class
	 */
	record Margin(int against) implements ScoreFunction {

		@Override
		public double value(float[] logits, int target) {
			return (double) logits[target] - logits[this.against];
		}

		@Override
		public float[] gradient(float[] logits, int target) {
			float[] gradient = new float[logits.length];
			gradient[target] += 1;
			gradient[this.against] -= 1;
			return gradient;
		}

	}

	/**
	 * Evidence against the target.
	 *
	 * @param scalar whose sign is turned
	 */
	record Negated(ScoreFunction scalar) implements ScoreFunction {

		@Override
		public double value(float[] logits, int target) {
			return -this.scalar.value(logits, target);
		}

		@Override
		public float[] gradient(float[] logits, int target) {
			float[] gradient = this.scalar.gradient(logits, target);
			for (int i = 0; i < gradient.length; i++) {
				gradient[i] = -gradient[i];
			}
			return gradient;
		}

	}

}
