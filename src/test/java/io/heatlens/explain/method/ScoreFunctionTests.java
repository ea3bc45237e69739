package io.heatlens.explain.method;

import java.util.stream.Stream;

import io.heatlens.vit.family.ProblemType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The derivatives of the scores that can be explained, against central differences.
 */
class ScoreFunctionTests {

	@ParameterizedTest
	@MethodSource("scores")
	void gradientEqualsCentralDifferences(ScoreFunction score) {
		CentralDifferences.assertGradient(score);
	}

	static Stream<ScoreFunction> scores() {
		return Stream.of(new ScoreFunctions.Logit(), new ScoreFunctions.Probability(ProblemType.SINGLE_LABEL),
				new ScoreFunctions.Probability(ProblemType.MULTI_LABEL),
				new ScoreFunctions.LogProbability(ProblemType.SINGLE_LABEL),
				new ScoreFunctions.LogProbability(ProblemType.MULTI_LABEL), new ScoreFunctions.Margin(0),
				new ScoreFunctions.Negated(new ScoreFunctions.Margin(5)));
	}

}
