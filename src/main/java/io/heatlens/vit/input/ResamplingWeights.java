package io.heatlens.vit.input;

import java.util.function.DoubleUnaryOperator;

/**
 * The old rows or columns that make up a new one when an array is resized.
 *
 * @param index the indices of the old rows or columns
 * @param weight the weight of each, in the same order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ResamplingWeights(int[] index, double[] weight) {

	/** Beyond this index, which only thin images reach, steps are multiplied. */
	private static final long MOST_STEPS = 16_384;

	/**
	 * Computes antialiased weights, as Pillow and torch do. Where the number of rows
	 * shrinks, the kernel is stretched to the distance between new rows; at the borders
	 * it is cut. The order of the operations is that of Pillow, because rounding decides
	 * whether a pixel at the edge of a box belongs to it.
	 * @param from the number of old rows or columns
	 * @param to the number of new rows or columns
	 * @param index the index of the new row or column
	 * @param support the distance from its centre at which the kernel ends
	 * @param kernel the kernel, as a function of the signed distance from its centre
	 * @return consecutive indices, with weights that add up to 1
	 */
	public static ResamplingWeights antialiased(int from, long to, long index, double support,
			DoubleUnaryOperator kernel) {
		double step = from / (double) to;
		double stretch = Math.max(step, 1);
		double centre = (index + 0.5) * step;
		int first = Math.max((int) (centre - support * stretch + 0.5), 0);
		int last = Math.min((int) (centre + support * stretch + 0.5), from);
		int[] neighbours = new int[last - first];
		double[] weights = new double[neighbours.length];
		double sum = 0;
		for (int i = 0; i < weights.length; i++) {
			neighbours[i] = first + i;
			weights[i] = kernel.applyAsDouble((first + i - centre + 0.5) * (1 / stretch));
			sum += weights[i];
		}
		for (int i = 0; i < weights.length; i++) {
			weights[i] /= sum;
		}
		return new ResamplingWeights(neighbours, weights);
	}

	/**
	 * Finds the old row or column at the centre of the new one. Pillow adds up the
	 * distance between new rows, and the rounding of each sum decides where a centre lies
	 * between two old ones.
	 */
	static ResamplingWeights nearest(int from, long to, long index) {
		double step = from / (double) to;
		double centre = 0.5 * step;
		if (index > MOST_STEPS) {
			centre += index * step;
		}
		else {
			for (long i = 0; i < index; i++) {
				centre += step;
			}
		}
		return new ResamplingWeights(new int[] { Math.min((int) centre, from - 1) }, new double[] { 1 });
	}

	static double linear(double distance) {
		return Math.max(1 - Math.abs(distance), 0);
	}

	// Of two old pixels at the same distance, the one after the centre counts, as in
	// Pillow.
	static double box(double distance) {
		return (distance > -0.5 && distance <= 0.5) ? 1 : 0;
	}

	// Pillow has the two constants in single precision.
	static double hamming(double distance) {
		return (Math.abs(distance) < 1) ? sinc(distance) * (0.54f + 0.46f * Math.cos(Math.PI * distance)) : 0;
	}

	static double lanczos(double distance) {
		return (Math.abs(distance) < 3) ? sinc(distance) * sinc(distance / 3) : 0;
	}

	private static double sinc(double x) {
		return (x == 0) ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
	}

	/**
	 * Computes the cubic convolution kernel (Keys 1981).
	 * @param distance the distance from the centre of the kernel
	 * @param a the free parameter of the kernel, -0.5 in Keys's paper
	 * @return the weight, which is 0 from a distance of 2 on
	 */
	public static double cubic(double distance, double a) {
		double x = Math.abs(distance);
		if (x <= 1) {
			return ((a + 2) * x - (a + 3)) * x * x + 1;
		}
		return (x < 2) ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
	}

}
