package io.heatlens.explain.perturbation;

import java.util.Random;

import io.heatlens.explain.method.SampleRandom;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The random numbers of consecutive samples.
 */
class RiseMasksTests {

	private static final int SAMPLES = 1000;

	private static final int BITS = 64;

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 7, 1L << 28 })
	void bitsOfConsecutiveSamplesAreFairAndIndependent(long seed) {
		double[][] bits = new double[SAMPLES][BITS];
		for (int sample = 0; sample < SAMPLES; sample++) {
			Random random = SampleRandom.of(seed, sample);
			for (int bit = 0; bit < BITS; bit++) {
				bits[sample][bit] = random.nextBoolean() ? 1 : 0;
			}
		}
		double[][] correlations = new PearsonsCorrelation().computeCorrelationMatrix(bits).getData();
		for (int bit = 0; bit < BITS; bit++) {
			double share = 0;
			for (double[] sample : bits) {
				share += sample[bit] / SAMPLES;
			}
			assertThat(share).isBetween(0.4, 0.6);
			for (int other = 0; other < bit; other++) {
				assertThat(Math.abs(correlations[bit][other])).isLessThan(0.2);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 7 })
	void seedsDiffer(long seed) {
		assertThat(SampleRandom.of(seed, 3).nextLong()).isNotEqualTo(SampleRandom.of(seed + 1, 3).nextLong())
			.isNotEqualTo(SampleRandom.of(seed + (1L << 28), 3).nextLong())
			.isNotEqualTo(SampleRandom.of(seed, 4).nextLong());
	}

}
