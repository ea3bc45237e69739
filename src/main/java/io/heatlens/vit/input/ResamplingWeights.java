package io.heatlens.vit.input;

import java.util.function.DoubleUnaryOperator;

/**
 * What one new row or column is made of.
 *
 * @param index of the old rows or columns
 * @param weight of each
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ResamplingWeights(int[] index, double[] weight) {

	/**
	 * Antialiases as Pillow and torch do: a kernel as wide as a new row where there are
	 * fewer, cut at the borders.
	 * @param from how many rows there are
	 * @param to how many there will be
	 * @param index of the new one
	 * @param support of the kernel to each side
	 * @param kernel symmetric
	 * @return its neighbours, which follow each other, weights that add up to 1
	 */
	public static ResamplingWeights antialiased(int from, long to, long index, double support,
			DoubleUnaryOperator kernel) {
		double scale = Math.max(from / (double) to, 1);
		double centre = (index + 0.5) * from / to;
		int first = Math.max((int) (centre - support * scale + 0.5), 0);
		int last = Math.min((int) (centre + support * scale + 0.5), from);
		int[] neighbours = new int[last - first];
		double[] weights = new double[neighbours.length];
		double sum = 0;
		for (int i = 0; i < weights.length; i++) {
			neighbours[i] = first + i;
			weights[i] = kernel.applyAsDouble((first + i + 0.5 - centre) / scale);
			sum += weights[i];
		}
		for (int i = 0; i < weights.length; i++) {
			weights[i] /= sum;
		}
		return new ResamplingWeights(neighbours, weights);
	}

	/** The one under the centre of the new one. */
	static ResamplingWeights nearest(int from, long to, long index) {
		return new ResamplingWeights(new int[] { (int) ((index + 0.5) * from / to) }, new double[] { 1 });
	}

	static double linear(double distance) {
		return Math.max(1 - Math.abs(distance), 0);
	}

	/** Keys 1981. */
	public static double cubic(double distance, double a) {
		double x = Math.abs(distance);
		if (x <= 1) {
			return ((a + 2) * x - (a + 3)) * x * x + 1;
		}
		return (x < 2) ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
	}

}
