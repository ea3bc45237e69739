package io.heatlens.explain;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.Grid;

/**
 * The mean of the maps over six versions of each image, as pytorch-grad-cam's
 * {@code aug_smooth}: flipped or not, and the normalised pixels times 1, 0.9 and 1.1.
 *
 * @param patches where the maps lie
 */
record Augmentation(Patches patches) {

	/** How many versions there are, with the image itself. */
	static final int VERSIONS = 6;

	private static final double[] BRIGHTNESS = { 1, 0.9, 1.1 };

	/**
	 * Smooths.
	 * @param pixels of the batch, shape (batch, 3, height, width)
	 * @param maps of the images themselves, replaced by the means
	 * @param explainer makes the same maps for other pixels
	 */
	void smooth(NDArray pixels, Map<Cell, RawMap> maps, BiConsumer<NDArray, BiConsumer<Cell, RawMap>> explainer) {
		Map<Cell, RawMap> sums = new HashMap<>();
		NDArray covered = this.patches.covered(pixels);
		for (boolean flipped : new boolean[] { false, true }) {
			for (double brightness : BRIGHTNESS) {
				if (!flipped && brightness == 1) {
					continue; // the image itself
				}
				try (NDArray bright = covered.mul(brightness); NDArray variant = flipped ? bright.flip(3) : bright) {
					explainer.accept(variant,
							(cell, map) -> sums.merge(cell, flipped ? mirrored(map) : map, this::sum));
				}
			}
		}
		sums.forEach((cell, sum) -> maps.merge(cell, sum, (map, others) -> mean(sum(map, others))));
	}

	private RawMap mirrored(RawMap map) {
		Grid grid = this.patches.grid();
		float[] mirrored = new float[grid.patches()];
		for (int patch = 0; patch < mirrored.length; patch++) {
			int row = patch / grid.columns();
			mirrored[patch] = map.values()[(2 * row + 1) * grid.columns() - 1 - patch];
		}
		return new RawMap(mirrored, map.magnitude());
	}

	private RawMap sum(RawMap one, RawMap other) {
		float[] sum = new float[one.values().length];
		for (int patch = 0; patch < sum.length; patch++) {
			sum[patch] = one.values()[patch] + other.values()[patch];
		}
		return new RawMap(sum, one.magnitude() + other.magnitude());
	}

	private static RawMap mean(RawMap sum) {
		float[] mean = new float[sum.values().length];
		for (int patch = 0; patch < mean.length; patch++) {
			mean[patch] = sum.values()[patch] / VERSIONS;
		}
		return new RawMap(mean, sum.magnitude() / VERSIONS);
	}

}
