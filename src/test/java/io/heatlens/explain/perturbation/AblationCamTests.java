package io.heatlens.explain.perturbation;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The warning says what a score does to the sign of the map.
 */
class AblationCamTests {

	@ParameterizedTest
	@CsvSource({ "2, false", "1e-9, false", "0, false", "-0.0, false", "-1e-9, true", "-2, true" })
	void warningIsGivenWhereTheSignIsTurned(double score, boolean turned) {
		assertThat(AblationCam.relativeFall(score, score - 1)).as("weight of a channel that raises the score")
			.matches((weight) -> (weight < 0) == turned);
		assertThat(new AblationCam().warnings(score)).hasSize(turned ? 1 : 0);
	}

}
