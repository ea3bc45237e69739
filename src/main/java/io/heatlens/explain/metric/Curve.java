package io.heatlens.explain.metric;

import java.util.stream.IntStream;

/**
 * The area under a curve from 0 to 1.
 */
final class Curve {

	/** Points beside the first. */
	static final int STEPS = 20;

	private Curve() {
	}

	/**
	 * Counts the points of a curve, the first and the last included.
	 * @param patches to hide or to show
	 * @return at most a step a patch
	 */
	static int points(int patches) {
		return Math.min(STEPS, patches) + 1;
	}

	/**
	 * Computes the area, by trapezoids.
	 * @param values at evenly spread places
	 * @return their weighted mean
	 */
	static double area(double[] values) {
		double sum = IntStream.range(1, values.length).mapToDouble((i) -> (values[i - 1] + values[i]) / 2).sum();
		return sum / (values.length - 1);
	}

}
