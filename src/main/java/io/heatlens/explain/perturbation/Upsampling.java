package io.heatlens.explain.perturbation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Bilinear upsampling as two matrix products.
 *
 * @param rows shape (height, rows of the grid)
 * @param columns shape (columns of the grid, width)
 */
record Upsampling(NDArray rows, NDArray columns) {

	/**
	 * Puts the corners of the grid on the corners of the picture, as
	 * {@code align_corners=True}.
	 * @param manager of the matrices
	 * @param grid shape (rows, columns)
	 * @param picture shape (height, width)
	 * @return the upsampling
	 */
	static Upsampling alignedCorners(NDManager manager, Shape grid, Shape picture) {
		return new Upsampling(matrix(manager, grid.get(0), picture.get(0)),
				matrix(manager, grid.get(1), picture.get(1)).transpose());
	}

	private static NDArray matrix(NDManager manager, long from, long to) {
		float[] weights = new float[Math.toIntExact(from * to)];
		for (int i = 0; i < to; i++) {
			double at = (to > 1) ? i * (from - 1.0) / (to - 1) : 0;
			int left = Math.min((int) at, Math.max(Math.toIntExact(from) - 2, 0));
			double share = at - left;
			weights[Math.toIntExact(i * from + left)] = (float) (1 - share);
			if (share > 0) {
				weights[Math.toIntExact(i * from + left + 1)] = (float) share;
			}
		}
		return manager.create(weights, new Shape(to, from));
	}

	/**
	 * Upsamples.
	 * @param maps shape (n, rows, columns)
	 * @return shape (n, height, width)
	 */
	NDArray apply(NDArray maps) {
		return this.rows.matMul(maps).matMul(this.columns);
	}

}
