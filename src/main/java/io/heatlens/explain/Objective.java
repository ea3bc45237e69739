package io.heatlens.explain;

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
	public Scalar scalar() {
		Scalar scalar = switch (this.score) {
			case LOGIT -> new Scalars.Logit();
			case PROBABILITY -> new Scalars.Probability(this.multiLabel);
			case LOG_PROBABILITY -> new Scalars.LogProbability(this.multiLabel);
			case MARGIN -> new Scalars.Margin(this.against);
		};
		return this.negative ? new Scalars.Negated(scalar) : scalar;
	}

}
