package io.heatlens.explain;

import java.util.stream.Stream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The derivatives of what can be explained against central differences.
 */
class ScalarTests {

	private static final float[] LOGITS = { 1.5f, -0.7f, 1.2f, 0.1f, -2, 0.9f };

	@ParameterizedTest
	@MethodSource("scalars")
	void gradientEqualsCentralDifferences(Scalar scalar) {
		float[] gradient = scalar.gradient(LOGITS, 2);
		for (int i = 0; i < LOGITS.length; i++) {
			assertThat((double) gradient[i]).as("logit %d", i).isCloseTo(difference(scalar, i), within());
		}
	}

	private static Offset<Double> within() {
		return Offset.offset(1e-4);
	}

	private static double difference(Scalar scalar, int logit) {
		float step = 1 / 256f;
		float[] up = LOGITS.clone();
		float[] down = LOGITS.clone();
		up[logit] += step;
		down[logit] -= step;
		return (scalar.value(up, 2) - scalar.value(down, 2)) / (2 * step);
	}

	static Stream<Scalar> scalars() {
		return Stream.of(new Scalars.Logit(), new Scalars.Probability(false), new Scalars.Probability(true),
				new Scalars.LogProbability(false), new Scalars.LogProbability(true), new Scalars.Margin(0),
				new Scalars.Negated(new Scalars.Margin(5)), new Difference(3), new Difference(99));
	}

}
