package io.heatlens.vit.family;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.ResamplingWeights;

/**
 * Resizes position embeddings to another patch grid as Hugging Face does, with torch's
 * bicubic interpolation (Keys 1981), {@code align_corners=False}.
 */
enum PositionInterpolation {

	/** Torch's default: a = -0.75, four neighbours, borders clamped. */
	PLAIN {
		@Override
		ResamplingWeights taps(int from, int to, int index) {
			double centre = (index + 0.5) * from / to - 0.5;
			int first = (int) Math.floor(centre) - 1;
			int[] neighbours = new int[4];
			double[] weights = new double[4];
			for (int tap = 0; tap < 4; tap++) {
				neighbours[tap] = Math.min(Math.max(first + tap, 0), from - 1);
				weights[tap] = ResamplingWeights.cubic(first + tap - centre, -0.75);
			}
			return new ResamplingWeights(neighbours, weights);
		}
	},

	/** Torch's {@code antialias=True}: a = -0.5, as wide as a new patch, borders cut. */
	ANTIALIASED {
		@Override
		ResamplingWeights taps(int from, int to, int index) {
			return ResamplingWeights.antialiased(from, to, index, 2,
					(distance) -> ResamplingWeights.cubic(distance, -0.5));
		}
	};

	/**
	 * Resizes.
	 * @param positions of the patches alone, shape (1, from.patches, dim)
	 * @param from the grid they were trained at
	 * @param to the grid of the model's input
	 * @return shape (1, to.patches, dim)
	 */
	NDArray resize(NDArray positions, Grid from, Grid to) {
		if (from.equals(to)) {
			return positions;
		}
		int dim = Math.toIntExact(positions.getShape().get(2));
		float[] source = positions.toFloatArray();
		float[] target = new float[to.patches() * dim];
		for (int patch = 0; patch < to.patches(); patch++) {
			ResamplingWeights row = taps(from.rows(), to.rows(), patch / to.columns());
			ResamplingWeights column = taps(from.columns(), to.columns(), patch % to.columns());
			for (int i = 0; i < row.index().length; i++) {
				for (int j = 0; j < column.index().length; j++) {
					int at = (row.index()[i] * from.columns() + column.index()[j]) * dim;
					double weight = row.weight()[i] * column.weight()[j];
					for (int channel = 0; channel < dim; channel++) {
						target[patch * dim + channel] += (float) (weight * source[at + channel]);
					}
				}
			}
		}
		return positions.getManager().create(target, new Shape(1, to.patches(), dim));
	}

	/**
	 * Finds what one new row or column is made of.
	 * @param from how many there are
	 * @param to how many there will be
	 * @param index of the new one
	 * @return its neighbours
	 */
	abstract ResamplingWeights taps(int from, int to, int index);

}
