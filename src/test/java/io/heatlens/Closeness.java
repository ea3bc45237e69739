package io.heatlens;

import java.util.List;
import java.util.stream.IntStream;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Compares the numbers of two runs. Other work at the same time may change the order of
 * sums, so the results of two runs are equal within {@value #TOLERANCE} and not bit by
 * bit.
 */
public final class Closeness {

	/** How far two runs may be apart, relative to the largest magnitude. */
	public static final double TOLERANCE = 1e-5;

	private Closeness() {
	}

	/**
	 * Computes how far apart two maps are.
	 * @param actual one value per patch
	 * @param expected as many values
	 * @return the largest difference, divided by the largest expected magnitude
	 */
	public static double relativeError(float[] actual, float[] expected) {
		assertThat(actual).hasSameSizeAs(expected);
		double largest = IntStream.range(0, expected.length).mapToDouble((i) -> Math.abs(expected[i])).max().orElse(0);
		double error = IntStream.range(0, expected.length)
			.mapToDouble((i) -> Math.abs(actual[i] - expected[i]))
			.max()
			.orElse(0);
		return error / largest;
	}

	/**
	 * Asserts that two maps come from the same computation.
	 * @param actual one value per patch
	 * @param expected as many values
	 */
	public static void assertClose(float[] actual, float[] expected) {
		assertThat(relativeError(actual, expected)).isLessThan(TOLERANCE);
	}

	/**
	 * Asserts that two JSON values are equal but for the rounding of numbers.
	 * @param actual any value
	 * @param expected a value of the same structure
	 */
	public static void assertClose(JsonNode actual, JsonNode expected) {
		assertClose(actual, expected, 1);
	}

	// The values of a map are as exact as its largest one.
	private static void assertClose(JsonNode actual, JsonNode expected, double scale) {
		assertThat(actual.getNodeType()).isEqualTo(expected.getNodeType());
		if (expected.isFloatingPointNumber()) {
			double value = expected.asDouble();
			assertThat(actual.asDouble()).isCloseTo(value, within(TOLERANCE * Math.max(scale, Math.abs(value))));
		}
		else if (expected.isArray()) {
			assertThat(actual.size()).isEqualTo(expected.size());
			double largest = numbers(expected).stream().mapToDouble(Math::abs).max().orElse(scale);
			for (int i = 0; i < expected.size(); i++) {
				assertClose(actual.get(i), expected.get(i), largest);
			}
		}
		else if (expected.isObject()) {
			assertThat(actual.propertyNames()).containsExactlyElementsOf(expected.propertyNames());
			expected.properties()
				.forEach((property) -> assertClose(actual.get(property.getKey()), property.getValue(), 1));
		}
		else {
			assertThat(actual).isEqualTo(expected);
		}
	}

	private static List<Double> numbers(JsonNode node) {
		return node.isArray() ? node.valueStream().flatMap((value) -> numbers(value).stream()).toList()
				: node.isNumber() ? List.of(node.asDouble()) : List.of();
	}

}
