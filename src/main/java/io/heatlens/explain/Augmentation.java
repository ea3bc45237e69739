package io.heatlens.explain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.gradient.PixelSaliency;
import io.heatlens.explain.method.Patches;
import io.heatlens.explain.method.RawMap;
import io.heatlens.vit.input.Grid;

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
	 * @param maps of each image itself, replaced by the means
	 * @param explainer makes the same maps for other pixels
	 */
	void smooth(NDArray pixels, List<Map<Cell, RawMap>> maps, Function<NDArray, List<Map<Cell, RawMap>>> explainer) {
		List<Map<Cell, RawMap>> sums = maps.stream().<Map<Cell, RawMap>>map(HashMap::new).toList();
		NDArray covered = this.patches.covered(pixels);
		for (boolean flipped : new boolean[] { false, true }) {
			for (double brightness : BRIGHTNESS) {
				if (!flipped && brightness == 1) {
					continue; // the image itself
				}
				try (NDArray bright = covered.mul(brightness); NDArray variant = flipped ? bright.flip(3) : bright) {
					add(explainer.apply(variant), flipped, sums);
				}
			}
		}
		for (int image = 0; image < sums.size(); image++) {
			Map<Cell, RawMap> means = maps.get(image);
			sums.get(image).forEach((cell, sum) -> {
				if (!cell.method().equals(PixelSaliency.NAME)) {
					means.put(cell, mean(sum));
				}
			});
		}
	}

	private void add(List<Map<Cell, RawMap>> maps, boolean flipped, List<Map<Cell, RawMap>> sums) {
		for (int image = 0; image < maps.size(); image++) {
			Map<Cell, RawMap> sum = sums.get(image);
			maps.get(image).forEach((cell, map) -> sum.merge(cell, flipped ? mirrored(map) : map, this::sum));
		}
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
