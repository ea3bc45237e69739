package io.heatlens.vit.classes;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The cosine of two vectors by hand, and its derivative against central differences.
 */
class CosineReadoutTests {

	@Test
	void logitIsTheScaledCosineAndABias() {
		CosineReadout readout = new CosineReadout(List.of(new float[] { 1, 0 }, new float[] { 0.6f, 0.8f }), 10, -1);
		assertThat(readout.logits(new float[] { 3, 4 })).containsExactly(new float[] { 5, 9 }, within(1e-6f));
	}

	@Test
	void imagesAreComparedWithEachOther() {
		CosineReadout readout = CosineReadout.between(List.of(new float[] { 3, 4 }, new float[] { -2, 0 }));
		assertThat(readout.logits(new float[] { 3, 4 })).containsExactly(new float[] { 1, -0.6f }, within(1e-6f));
	}

	@Test
	void vectorOfZerosIsLikeNothing() {
		CosineReadout readout = CosineReadout.between(List.of(new float[2], new float[] { 1, 0 }));
		assertThat(readout.logits(new float[2])).containsExactly(0, 0);
		assertThat(readout.logits(new float[] { 5, 0 })).containsExactly(0, 1);
	}

	@Test
	void vectorsOfOneDirectionCannotGetMoreAlike() {
		Random random = new Random(3);
		float[] outputs = vector(random);
		assertThat(CosineReadout.between(List.of(outputs)).gradient(outputs, new float[] { 1 })).containsOnly(0);
	}

	@Test
	void gradientEqualsCentralDifferences() {
		Random random = new Random(1);
		List<float[]> vectors = List.of(vector(random), vector(random), vector(random));
		CosineReadout readout = new CosineReadout(CosineReadout.between(vectors).vectors(), 14.3, 0.5);
		float[] outputs = vector(random);
		float[] weights = { 0.7f, 0, -1.9f };
		float[] gradient = readout.gradient(outputs, weights);
		for (int i = 0; i < outputs.length; i++) {
			float[] more = outputs.clone();
			float[] less = outputs.clone();
			more[i] += 0.01f;
			less[i] -= 0.01f;
			double difference = (sum(readout.logits(more), weights) - sum(readout.logits(less), weights)) / 0.02;
			assertThat((double) gradient[i]).isCloseTo(difference, within(2e-2));
		}
	}

	private static float[] vector(Random random) {
		float[] vector = new float[8];
		for (int i = 0; i < vector.length; i++) {
			vector[i] = (float) random.nextGaussian();
		}
		return vector;
	}

	private static double sum(float[] logits, float[] weights) {
		double sum = 0;
		for (int i = 0; i < logits.length; i++) {
			sum += (double) logits[i] * weights[i];
		}
		return sum;
	}

}
