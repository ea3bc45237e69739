package io.heatlens.explain.metric;

import java.util.stream.IntStream;

/**
 * The area under a curve whose axis goes from 0 to 1.
 */
final class Curve {

	/** The largest number of steps between the points of a curve. */
	static final int STEPS = 20;

	private Curve() {
	}

	/**
	 * Counts the points of a curve, including the first and the last.
	 * @param patches the number of patches to hide or to show
	 * @return the number of points, with at most one step per patch
	 */
	static int points(int patches) {
		return Math.min(STEPS, patches) + 1;
	}

	/**
	 * Computes the area by the trapezoidal rule.
	 * @param values the values at evenly spaced points
	 * @return the area
	 */
	static double area(double[] values) {
		double sum = IntStream.range(1, values.length).mapToDouble((i) -> (values[i - 1] + values[i]) / 2).sum();
		return sum / (values.length - 1);
	}

}
