package io.heatlens.vit.family;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.ResamplingWeights;

/**
 * Resizes position embeddings to another patch grid as Hugging Face does: with an
 * interpolation of torch, {@code align_corners=False}.
 */
public enum PositionInterpolation {

	/**
	 * Bilinear: two neighbours, centres beyond the outer ones moved to these.
	 */
	BILINEAR {
		@Override
		ResamplingWeights weights(int from, int to, int index) {
			double centre = Math.max(0, (index + 0.5) * from / to - 0.5);
			int first = Math.min((int) centre, from - 1);
			double share = centre - first;
			return new ResamplingWeights(new int[] { first, Math.min(first + 1, from - 1) },
					new double[] { 1 - share, share });
		}
	},

	/**
	 * The default of torch for bicubic interpolation (Keys 1981): a = -0.75, four
	 * neighbours, indices beyond the border clamped to it.
	 */
	PLAIN {
		@Override
		ResamplingWeights weights(int from, int to, int index) {
			double centre = (index + 0.5) * from / to - 0.5;
			int first = (int) Math.floor(centre) - 1;
			int[] neighbours = new int[4];
			double[] weights = new double[4];
			for (int i = 0; i < 4; i++) {
				neighbours[i] = Math.min(Math.max(first + i, 0), from - 1);
				weights[i] = ResamplingWeights.cubic(first + i - centre, -0.75);
			}
			return new ResamplingWeights(neighbours, weights);
		}
	},

	/**
	 * Bicubic with {@code antialias=True}: a = -0.5, with a kernel that is stretched
	 * where the grid shrinks and cut at the borders.
	 */
	ANTIALIASED {
		@Override
		ResamplingWeights weights(int from, int to, int index) {
			return ResamplingWeights.antialiased(from, to, index, 2,
					(distance) -> ResamplingWeights.cubic(distance, -0.5));
		}
	};

	/**
	 * Resizes the position embeddings of the patches.
	 * @param positions the embeddings without those of prefix tokens, shape (1, patches
	 * of {@code from}, dim)
	 * @param from the patch grid at which they were trained
	 * @param to the patch grid of the model's input
	 * @return the resized embeddings, shape (1, patches of {@code to}, dim)
	 */
	public NDArray resize(NDArray positions, Grid from, Grid to) {
		if (from.equals(to)) {
			return positions;
		}
		int dim = Math.toIntExact(positions.getShape().get(2));
		float[] source = positions.toFloatArray();
		float[] target = new float[to.patches() * dim];
		for (int patch = 0; patch < to.patches(); patch++) {
			ResamplingWeights row = weights(from.rows(), to.rows(), patch / to.columns());
			ResamplingWeights column = weights(from.columns(), to.columns(), patch % to.columns());
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
	 * Computes which old rows or columns make up a new one.
	 * @param from the number of old rows or columns
	 * @param to the number of new rows or columns
	 * @param index the index of the new row or column
	 * @return the indices of the old ones, with their weights
	 */
	abstract ResamplingWeights weights(int from, int to, int index);

}
