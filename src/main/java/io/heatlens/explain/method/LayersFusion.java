package io.heatlens.explain.method;

import java.util.List;
import java.util.stream.IntStream;

import io.heatlens.api.ApiEnum;

/**
 * How the maps of several layers are fused into one. Before that, the negative values of
 * each map are replaced by 0, and each map is scaled to 0 to 1, since layers differ in
 * scale.
 */
public enum LayersFusion implements ApiEnum {

	/**
	 * The mean of the maps, each scaled from its minimum to its maximum, as in
	 * pytorch-grad-cam.
	 */
	MEAN {
		@Override
		float fuse(double[] values) {
			double sum = 0;
			for (double value : values) {
				sum += value;
			}
			return (float) (sum / values.length);
		}
	},
	/** The maximum of the maps, each scaled from its minimum to its maximum. */
	MAX {
		@Override
		float fuse(double[] values) {
			double max = 0;
			for (double value : values) {
				max = Math.max(max, value);
			}
			return (float) max;
		}
	},
	/** The product of the maps, each divided by its maximum (RefineCAM). */
	PRODUCT {
		@Override
		float fuse(double[] values) {
			double product = 1;
			for (double value : values) {
				product *= value;
			}
			return (float) product;
		}
	};

	abstract float fuse(double[] values);

	/**
	 * Fuses the maps of an image.
	 * @param layers the maps, one per layer, all of one grid
	 * @return the fused map, 0 to 1; if there is only one layer, its map with its sign
	 */
	public RawMap fuse(List<RawMap> layers) {
		if (layers.size() == 1) {
			return layers.get(0);
		}
		Normalization scaling = (this == PRODUCT) ? Normalization.MAX : Normalization.MINMAX;
		List<float[]> scaled = layers.stream().map((layer) -> layer.scaled(scaling)).toList();
		float[] values = new float[scaled.get(0).length];
		for (int patch = 0; patch < values.length; patch++) {
			int current = patch;
			values[patch] = fuse(
					IntStream.range(0, scaled.size()).mapToDouble((layer) -> scaled.get(layer)[current]).toArray());
		}
		return new RawMap(layers.get(0).grid(), values);
	}

}
