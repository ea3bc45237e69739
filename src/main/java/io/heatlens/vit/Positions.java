package io.heatlens.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Resizes position embeddings to another patch grid as Hugging Face does: torch's plain
 * bicubic interpolation (Keys 1981 with a = -0.75), {@code align_corners=False}, borders
 * clamped, not antialiased.
 */
final class Positions {

	private static final double A = -0.75;

	private Positions() {
	}

	/**
	 * Resizes.
	 * @param positions of the patches alone, shape (1, from.patches, dim)
	 * @param from the grid they were trained at
	 * @param to the grid of the model's input
	 * @return shape (1, to.patches, dim)
	 */
	static NDArray resize(NDArray positions, Grid from, Grid to) {
		if (from.equals(to)) {
			return positions;
		}
		int dim = Math.toIntExact(positions.getShape().get(2));
		float[] source = positions.toFloatArray();
		float[] target = new float[to.patches() * dim];
		Taps[] columns = taps(from.columns(), to.columns());
		Taps[] rows = taps(from.rows(), to.rows());
		for (int patch = 0; patch < to.patches(); patch++) {
			Taps row = rows[patch / to.columns()];
			Taps column = columns[patch % to.columns()];
			for (int i = 0; i < 16; i++) {
				int at = (row.index()[i / 4] * from.columns() + column.index()[i % 4]) * dim;
				double weight = row.weight()[i / 4] * column.weight()[i % 4];
				for (int channel = 0; channel < dim; channel++) {
					target[patch * dim + channel] += (float) (weight * source[at + channel]);
				}
			}
		}
		return positions.getManager().create(target, new Shape(1, to.patches(), dim));
	}

	private static Taps[] taps(int from, int to) {
		Taps[] taps = new Taps[to];
		for (int i = 0; i < to; i++) {
			double position = (i + 0.5) * from / to - 0.5;
			int floor = (int) Math.floor(position);
			int[] index = new int[4];
			double[] weight = new double[4];
			for (int tap = 0; tap < 4; tap++) {
				index[tap] = Math.min(Math.max(floor + tap - 1, 0), from - 1);
				weight[tap] = cubic(Math.abs(position - (floor + tap - 1)));
			}
			taps[i] = new Taps(index, weight);
		}
		return taps;
	}

	private static double cubic(double x) {
		if (x <= 1) {
			return ((A + 2) * x - (A + 3)) * x * x + 1;
		}
		return (x < 2) ? ((A * x - 5 * A) * x + 8 * A) * x - 4 * A : 0;
	}

	/**
	 * The four neighbours that one new position is made of.
	 */
	@SuppressWarnings("ArrayRecordComponent") // never compared
	private record Taps(int[] index, double[] weight) {
	}

}
