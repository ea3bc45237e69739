package io.heatlens.explain.method;

import io.heatlens.vit.family.ProblemType;

/**
 * The score functions that a request can name.
 */
final class ScoreFunctions {

	private ScoreFunctions() {
	}

	/**
	 * The logit of the class.
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
	 * The probability of the class.
	 *
	 * @param problemType whether the probability is a softmax or a sigmoid
	 */
	record Probability(ProblemType problemType) implements ScoreFunction {

		@Override
		public double value(float[] logits, int target) {
			return Probabilities.of(logits, this.problemType)[target];
		}

		@Override
		public float[] gradient(float[] logits, int target) {
			float[] gradient = new LogProbability(this.problemType).gradient(logits, target);
			double probability = value(logits, target);
			for (int i = 0; i < gradient.length; i++) {
				gradient[i] = (float) (gradient[i] * probability);
			}
			return gradient;
		}

	}

	/**
	 * The logarithm of the probability of the class.
	 *
	 * @param problemType whether the probability is a softmax or a sigmoid
	 */
	record LogProbability(ProblemType problemType) implements ScoreFunction {

		@Override
		public double value(float[] logits, int target) {
			return Probabilities.log(logits, target, this.problemType);
		}

		@Override
		public float[] gradient(float[] logits, int target) {
			double[] probabilities = Probabilities.of(logits, this.problemType);
			float[] gradient = new float[logits.length];
			for (int i = 0; i < gradient.length; i++) {
				gradient[i] = (this.problemType == ProblemType.MULTI_LABEL) ? 0 : (float) -probabilities[i];
			}
			gradient[target] = (float) (1 - probabilities[target]);
			return gradient;
		}

	}

	/**
	 * The logit of the class minus that of another class.
	 *
	 * @param against the index of the other class
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
	 * The negated score, which shows evidence against the target.
	 *
	 * @param score the score to negate
	 */
	record Negated(ScoreFunction score) implements ScoreFunction {

		@Override
		public double value(float[] logits, int target) {
			return -this.score.value(logits, target);
		}

		@Override
		public float[] gradient(float[] logits, int target) {
			float[] gradient = this.score.gradient(logits, target);
			for (int i = 0; i < gradient.length; i++) {
				gradient[i] = -gradient[i];
			}
			return gradient;
		}

	}

}
