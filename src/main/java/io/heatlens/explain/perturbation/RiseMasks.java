package io.heatlens.explain.perturbation;

import java.util.Random;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.explain.method.SampleRandom;

/**
 * The random masks of RISE (Petsiuk et al. 2018, section 3.2): a coarse grid of zeros and
 * ones, one cell larger than the image, upsampled bilinearly and cropped at a random
 * offset.
 *
 * @param image the size of the image, shape (height, width)
 * @param seed the seed of the random numbers
 */
record RiseMasks(Shape image, long seed) {

	private static final int CELLS = 7;

	/**
	 * Creates masks, each from random numbers of its own.
	 * @param manager the manager that owns the masks
	 * @param from the index of the first mask
	 * @param to the index after the last mask
	 * @return the masks, with values from 0 to 1, shape (masks, 1, height, width)
	 */
	NDArray create(NDManager manager, int from, int to) {
		int height = Math.toIntExact(this.image.get(0));
		int width = Math.toIntExact(this.image.get(1));
		float[] masks = new float[(to - from) * height * width];
		for (int i = from; i < to; i++) {
			fill(masks, (i - from) * height * width, height, width, SampleRandom.of(this.seed, i));
		}
		return manager.create(masks, new Shape(to - from, 1, height, width));
	}

	private static void fill(float[] masks, int offset, int height, int width, Random random) {
		float[][] cells = new float[CELLS + 1][CELLS + 1];
		for (float[] row : cells) {
			for (int column = 0; column < row.length; column++) {
				row[column] = random.nextBoolean() ? 1 : 0;
			}
		}
		// The grid exceeds the image by one cell, so the offset is less than one cell.
		double top = random.nextDouble();
		double left = random.nextDouble();
		for (int y = 0; y < height; y++) {
			double row = top + y * (CELLS - 1.0) / height;
			for (int x = 0; x < width; x++) {
				masks[offset + y * width + x] = (float) bilinear(cells, row, left + x * (CELLS - 1.0) / width);
			}
		}
	}

	private static double bilinear(float[][] cells, double row, double column) {
		int top = (int) row;
		int left = (int) column;
		double down = row - top;
		double right = column - left;
		return (1 - down) * ((1 - right) * cells[top][left] + right * cells[top][left + 1])
				+ down * ((1 - right) * cells[top + 1][left] + right * cells[top + 1][left + 1]);
	}

}
