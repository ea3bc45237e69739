package io.heatlens.explain.cam;

import io.heatlens.explain.method.CentralDifferences;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The derivative of Finer-CAM's score against central differences.
 */
class ClassDifferenceTests {

	@ParameterizedTest
	@ValueSource(ints = { 3, 99 })
	void gradientEqualsCentralDifferences(int others) {
		CentralDifferences.assertGradient(new ClassDifference(others));
	}

}
