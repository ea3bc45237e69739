package io.heatlens.explain.perturbation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Bilinear upsampling, computed as two matrix products.
 *
 * @param rows the matrix from grid rows to pixel rows, shape (height, rows)
 * @param columns the matrix from grid columns to pixel columns, shape (columns, width)
 */
record Upsampling(NDArray rows, NDArray columns) {

	/**
	 * Creates an upsampling that places the corners of the grid on the corners of the
	 * image, as {@code align_corners=True} in PyTorch.
	 * @param manager the manager that owns the matrices
	 * @param grid the size of the grid, shape (rows, columns)
	 * @param image the size of the image, shape (height, width)
	 * @return the upsampling
	 */
	static Upsampling alignedCorners(NDManager manager, Shape grid, Shape image) {
		return new Upsampling(matrix(manager, grid.get(0), image.get(0)),
				matrix(manager, grid.get(1), image.get(1)).transpose());
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
	 * Upsamples maps. The result belongs to the manager of the matrices.
	 * @param maps the maps, shape (maps, rows, columns)
	 * @return the upsampled maps, shape (maps, height, width)
	 */
	NDArray apply(NDArray maps) {
		return this.rows.matMul(maps).matMul(this.columns);
	}

}
