package io.heatlens.explain.method;

/**
 * What is explained: evidence for which number.
 *
 * @param score of the target
 * @param against the other class of {@link Score#MARGIN}, or -1
 * @param negative whether evidence against the target is wanted
 * @param multiLabel whether probabilities are sigmoids
 */
public record Objective(Score score, int against, boolean negative, boolean multiLabel) {

	/**
	 * Makes the number that is explained.
	 * @return a function of a model's logits
	 */
	public ScoreFunction scalar() {
		ScoreFunction scalar = switch (this.score) {
			case LOGIT -> new ScoreFunctions.Logit();
			case PROBABILITY -> new ScoreFunctions.Probability(this.multiLabel);
			case LOG_PROBABILITY -> new ScoreFunctions.LogProbability(this.multiLabel);
			case MARGIN -> new ScoreFunctions.Margin(this.against);
		};
		return this.negative ? new ScoreFunctions.Negated(scalar) : scalar;
	}

}
