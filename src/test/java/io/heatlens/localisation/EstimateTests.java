package io.heatlens.localisation;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Means and intervals, worked out by hand.
 */
class EstimateTests {

	@Test
	void ofSingleValuesIsTheUsualInterval() {
		Estimate estimate = Estimate.of(List.of(values(1), values(0), values(1), values(0)));
		assertThat(estimate.mean()).isEqualTo(0.5);
		assertThat(estimate.error()).isEqualTo(1.96 * 0.5 / Math.sqrt(4), within(1e-12));
	}

	@Test
	void ofScenesWhoseValuesAgreeCountsScenes() {
		Estimate estimate = Estimate.of(List.of(values(1, 1), values(0, 0)));
		assertThat(estimate.mean()).isEqualTo(0.5);
		assertThat(estimate.error()).isEqualTo(1.96 * 0.5 / Math.sqrt(2), within(1e-12));
	}

	@Test
	void ofScenesWhoseMeansAreEqualIsCertain() {
		assertThat(Estimate.of(List.of(values(1, 0), values(0, 1)))).isEqualTo(new Estimate(0.5, 0));
	}

	@Test
	void ofScenesWithoutAValueLeavesThemOut() {
		assertThat(Estimate.of(List.of(values(Double.NaN), values(0.25, 0.75)))).isEqualTo(new Estimate(0.5, 0));
	}

	@Test
	void toStringRoundsToThreeDigits() {
		assertThat(new Estimate(0.12345, 0.0456)).hasToString("0.123 ± 0.046");
	}

	private static double[] values(double... values) {
		return values;
	}

}
