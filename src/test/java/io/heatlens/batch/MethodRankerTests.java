package io.heatlens.batch;

import java.time.LocalDate;
import java.util.List;

import io.heatlens.answer.Answers;
import io.heatlens.answer.MethodRanking;
import io.heatlens.explain.Evidence;
import io.heatlens.explain.Explanation;
import io.heatlens.explain.Heatmap;
import io.heatlens.explain.Prediction;
import io.heatlens.explain.method.Normalization;
import io.heatlens.explain.method.Score;
import io.heatlens.explain.method.Sign;
import io.heatlens.explain.method.Status;
import io.heatlens.explain.metric.Better;
import io.heatlens.explain.metric.Evaluation;
import io.heatlens.vit.input.Region;
import io.heatlens.vit.layer.BackwardRule;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Means and intervals against numbers from a table of Student's t.
 */
class MethodRankerTests {

	private static final Offset<Double> ROUNDED = Offset.offset(1e-3);

	private final MethodRanker ranker = new MethodRanker();

	private void add(String method, BackwardRule gradient, boolean usesGradient, double score, double random,
			Better better) {
		float[][] map = { { 1 } };
		Explanation explanation = new Explanation(method, List.of(), gradient, Score.LOGIT, 1, Sign.POSITIVE, null,
				Normalization.MAX, new Prediction(0, "a", 1, 1.0), Status.OK, true, List.of(),
				new Heatmap(1, 1, map, map, null, Status.OK), new Region(0, 0, 1, 1), new Evidence(1, 0), null, null,
				List.of(new Evaluation("metric", score, random, better, 1, "grey")));
		this.ranker.add(explanation, usesGradient);
	}

	@Test
	void gainHasStudentsInterval() {
		add("a", BackwardRule.PLAIN, true, 1, 0, Better.HIGHER);
		add("a", BackwardRule.PLAIN, true, 2, 0, Better.HIGHER);
		add("a", BackwardRule.PLAIN, true, 4, 1, Better.HIGHER);
		MethodRanking.Ranked ranked = this.ranker.rank().get(0).methods().get(0);
		// t(2) = 4.3027, the standard deviation is 1
		assertThat(ranked.gain()).isCloseTo(2, ROUNDED);
		assertThat(ranked.low()).isCloseTo(2 - 4.3027 / Math.sqrt(3), ROUNDED);
		assertThat(ranked.high()).isCloseTo(2 + 4.3027 / Math.sqrt(3), ROUNDED);
		assertThat(ranked.images()).isEqualTo(3);
	}

	@Test
	void lowerScoresAreBetterWhereTheMetricSaysSo() {
		for (int i = 0; i < 2; i++) {
			add("bad", BackwardRule.PLAIN, true, 0.9, 0.5, Better.LOWER);
			add("good", BackwardRule.PLAIN, true, 0.1, 0.5, Better.LOWER);
		}
		assertThat(this.ranker.rank().get(0).methods()).extracting(MethodRanking.Ranked::method)
			.containsExactly("good", "bad");
	}

	@Test
	void methodWithGradientsIsRankedPlainAndPruned() {
		for (int i = 0; i < 2; i++) {
			add("cam", BackwardRule.PLAIN, true, 0.1, 0, Better.HIGHER);
			add("cam", BackwardRule.PRUNED, true, 0.2, 0, Better.HIGHER);
			add("rollout", BackwardRule.PLAIN, false, 0.3, 0, Better.HIGHER);
		}
		String table = RankingTable.of(new MethodRanking(new Answers.ModelName("m", "sha256:0"), 2,
				LocalDate.of(2026, 11, 23), this.ranker.rank()));
		assertThat(table).containsSubsequence("| 1 | rollout |  | 0.3000 | 0.3000 to 0.3000 | 2 |",
				"| 2 | cam | pruned | 0.2000", "| 3 | cam | plain | 0.1000");
	}

}
