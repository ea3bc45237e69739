package io.heatlens.explain.method;

import org.assertj.core.data.Offset;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the derivative of a score with central differences.
 */
public final class CentralDifferences {

	private static final float[] LOGITS = { 1.5f, -0.7f, 1.2f, 0.1f, -2, 0.9f };

	private static final int TARGET = 2;

	private CentralDifferences() {
	}

	/**
	 * Asserts that the derivative with respect to every logit is right.
	 * @param score of one of six classes
	 */
	public static void assertGradient(ScoreFunction score) {
		float[] gradient = score.gradient(LOGITS, TARGET);
		for (int i = 0; i < LOGITS.length; i++) {
			assertThat((double) gradient[i]).as("logit %d", i).isCloseTo(difference(score, i), Offset.offset(1e-4));
		}
	}

	private static double difference(ScoreFunction score, int logit) {
		float step = 1 / 256f;
		float[] up = LOGITS.clone();
		float[] down = LOGITS.clone();
		up[logit] += step;
		down[logit] -= step;
		return (score.value(up, TARGET) - score.value(down, TARGET)) / (2 * step);
	}

}
