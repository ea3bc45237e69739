package io.heatlens.explain;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.Patches;
import io.heatlens.explain.method.RawMap;
import io.heatlens.vit.input.Grid;

/**
 * Averages maps over six versions of each image, as {@code aug_smooth} of
 * pytorch-grad-cam does: flipped or not, each with the normalised pixels times 1, 0.9 and
 * 1.1.
 *
 * @param patches the patches of the model
 */
record Augmentation(Patches patches) {

	/** The number of versions, including the image itself. */
	static final int VERSIONS = 6;

	private static final double[] BRIGHTNESS = { 1, 0.9, 1.1 };

	/**
	 * Computes the mean maps of a batch.
	 * @param pixels the pixels of the images, shape (batch, channels, height, width)
	 * @param maps the maps of the images themselves
	 * @param explainer computes the maps of other pixels of the same shape
	 * @return the images with their mean maps
	 */
	List<ImageMaps> smooth(NDArray pixels, List<ImageMaps> maps, Function<NDArray, List<ImageMaps>> explainer) {
		List<ImageMaps> sums = maps;
		NDArray covered = this.patches.covered(pixels);
		for (boolean flipped : new boolean[] { false, true }) {
			for (double brightness : BRIGHTNESS) {
				if (!flipped && brightness == 1) {
					continue; // the image itself
				}
				try (NDArray bright = covered.mul(brightness); NDArray variant = flipped ? bright.flip(3) : bright) {
					sums = add(sums, explainer.apply(variant), flipped);
				}
			}
		}
		return sums.stream().map((image) -> image.map(Augmentation::mean)).toList();
	}

	private List<ImageMaps> add(List<ImageMaps> sums, List<ImageMaps> variants, boolean flipped) {
		return IntStream.range(0, sums.size())
			.mapToObj((image) -> sums.get(image)
				.combine(variants.get(image), (sum, map) -> sum(sum, flipped ? mirrored(map) : map)))
			.toList();
	}

	private static RawMap mirrored(RawMap map) {
		Grid grid = map.grid();
		float[] mirrored = new float[grid.patches()];
		for (int patch = 0; patch < mirrored.length; patch++) {
			int row = patch / grid.columns();
			mirrored[patch] = map.values()[(2 * row + 1) * grid.columns() - 1 - patch];
		}
		return new RawMap(grid, mirrored, map.magnitude());
	}

	private static RawMap sum(RawMap one, RawMap other) {
		float[] sum = new float[one.values().length];
		for (int patch = 0; patch < sum.length; patch++) {
			sum[patch] = one.values()[patch] + other.values()[patch];
		}
		return new RawMap(one.grid(), sum, one.magnitude() + other.magnitude());
	}

	private static RawMap mean(RawMap sum) {
		float[] mean = new float[sum.values().length];
		for (int patch = 0; patch < mean.length; patch++) {
			mean[patch] = sum.values()[patch] / VERSIONS;
		}
		return new RawMap(sum.grid(), mean, sum.magnitude() / VERSIONS);
	}

}
