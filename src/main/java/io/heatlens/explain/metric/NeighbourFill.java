package io.heatlens.explain.metric;

import java.util.List;
import java.util.Random;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.Patches;

/**
 * Noisy linear imputation (Rong et al. 2022, section 4.2): every hidden pixel becomes the
 * weighted mean of its neighbours, direct ones with weight 1/6 and diagonal ones with
 * weight 1/12, plus a little noise. The linear system is solved by conjugate gradients.
 */
final class NeighbourFill {

	private static final double DIRECT = 1 / 6.0;

	private static final double DIAGONAL = 1 / 12.0;

	private static final double NOISE = 0.01;

	/**
	 * The residual at which the solver stops, relative to the first one. The error that
	 * remains is well below the noise.
	 */
	private static final double RESIDUAL = 2e-3;

	private static final int ITERATIONS = 1000;

	private final int height;

	private final int width;

	private final boolean[] hidden;

	private NeighbourFill(int height, int width, boolean[] hidden) {
		this.height = height;
		this.width = width;
		this.hidden = hidden;
	}

	/**
	 * Fills hidden patches.
	 * @param pixels the pixels, shape (1, channels, height, width)
	 * @param patches the patches of the image
	 * @param hidden the indices of the patches to fill
	 * @return the filled pixels, of the same shape
	 */
	static NDArray fill(NDArray pixels, Patches patches, List<Integer> hidden) {
		int height = (int) pixels.getShape().get(2);
		int width = (int) pixels.getShape().get(3);
		boolean[] mask = new boolean[height * width];
		for (int patch : hidden) {
			for (int y = patches.top(patch); y < patches.top(patch) + patches.size().height(); y++) {
				for (int x = patches.left(patch); x < patches.left(patch) + patches.size().width(); x++) {
					mask[y * width + x] = true;
				}
			}
		}
		NeighbourFill fill = new NeighbourFill(height, width, mask);
		float[] values = pixels.toFloatArray();
		Random random = new Random(0);
		for (int channel = 0; channel * mask.length < values.length; channel++) {
			fill.fill(values, channel * mask.length, random);
		}
		return pixels.getManager().create(values, pixels.getShape());
	}

	private void fill(float[] values, int offset, Random random) {
		double[] known = new double[this.hidden.length];
		for (int i = 0; i < known.length; i++) {
			if (!this.hidden[i]) {
				known[i] = values[offset + i];
			}
		}
		double[] solution = solve(rightSide(known));
		for (int i = 0; i < known.length; i++) {
			if (this.hidden[i]) {
				values[offset + i] = (float) (solution[i] + NOISE * random.nextGaussian());
			}
		}
	}

	// Computes the right side of the system: what known neighbours add to each hidden
	// pixel.
	private double[] rightSide(double[] known) {
		double[] right = apply(known);
		for (int i = 0; i < right.length; i++) {
			right[i] = -right[i];
		}
		return right;
	}

	private double[] solve(double[] right) {
		double[] solution = new double[right.length];
		double[] residual = right;
		double[] direction = residual.clone();
		double length = dot(residual, residual);
		double enough = RESIDUAL * RESIDUAL * length;
		for (int i = 0; i < ITERATIONS && length > enough; i++) {
			double[] moved = apply(direction);
			double step = length / dot(direction, moved);
			add(solution, step, direction);
			add(residual, -step, moved);
			double next = dot(residual, residual);
			scaleAndAdd(direction, next / length, residual);
			length = next;
		}
		return solution;
	}

	// Computes the left side of the system: the weighted differences between each hidden
	// pixel and its neighbours; 0 for known pixels.
	private double[] apply(double[] values) {
		double[] result = new double[values.length];
		for (int i = 0; i < values.length; i++) {
			if (this.hidden[i]) {
				result[i] = row(values, i % this.width, i / this.width);
			}
		}
		return result;
	}

	private double row(double[] values, int x, int y) {
		double own = values[y * this.width + x];
		double sum = 0;
		for (int dy = -1; dy <= 1; dy++) {
			for (int dx = -1; dx <= 1; dx++) {
				boolean inside = x + dx >= 0 && x + dx < this.width && y + dy >= 0 && y + dy < this.height;
				if (inside && (dx != 0 || dy != 0)) {
					double weight = (dx == 0 || dy == 0) ? DIRECT : DIAGONAL;
					sum += weight * (own - values[(y + dy) * this.width + x + dx]);
				}
			}
		}
		return sum;
	}

	private static double dot(double[] one, double[] other) {
		double sum = 0;
		for (int i = 0; i < one.length; i++) {
			sum += one[i] * other[i];
		}
		return sum;
	}

	private static void add(double[] to, double factor, double[] values) {
		for (int i = 0; i < to.length; i++) {
			to[i] += factor * values[i];
		}
	}

	private static void scaleAndAdd(double[] to, double factor, double[] values) {
		for (int i = 0; i < to.length; i++) {
			to[i] = factor * to[i] + values[i];
		}
	}

}
