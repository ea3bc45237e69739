package io.heatlens.explain.method;

import java.util.Objects;

import io.heatlens.vit.family.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * The score that a request asks to explain.
 *
 * @param kind the kind of score
 * @param against the index of the other class of a {@link Score#MARGIN}; {@code null} for
 * every other kind
 * @param sign whether evidence for the target or against it is explained
 * @param problemType what the outputs of the model stand for
 */
public record RequestedScore(Score kind, @Nullable Integer against, Sign sign,
		ProblemType problemType) implements ScoreFunction {

	public RequestedScore {
		if ((kind == Score.MARGIN) != (against != null)) {
			throw new IllegalArgumentException("A margin needs another class, and no other score takes one.");
		}
		if (kind.needsProbabilities() && !problemType.hasProbabilities()) {
			throw new IllegalArgumentException(problemType + " has no probabilities.");
		}
	}

	/**
	 * The score of a request that names none.
	 * @param problemType what the outputs of the model stand for
	 * @return the logit of the target
	 */
	public static RequestedScore logit(ProblemType problemType) {
		return new RequestedScore(Score.LOGIT, null, Sign.POSITIVE, problemType);
	}

	@Override
	public double value(float[] logits, int target) {
		return function().value(logits, target);
	}

	@Override
	public float[] gradient(float[] logits, int target) {
		return function().gradient(logits, target);
	}

	private ScoreFunction function() {
		ScoreFunction function = switch (this.kind) {
			case LOGIT -> new ScoreFunctions.Logit();
			case PROBABILITY -> new ScoreFunctions.Probability(this.problemType);
			case LOG_PROBABILITY -> new ScoreFunctions.LogProbability(this.problemType);
			case MARGIN -> new ScoreFunctions.Margin(Objects.requireNonNull(this.against));
		};
		return (this.sign == Sign.NEGATIVE) ? new ScoreFunctions.Negated(function) : function;
	}

}
