package io.heatlens.explain;

import io.heatlens.explain.method.AveragePooling;
import io.heatlens.explain.method.Patches;
import io.heatlens.explain.method.RawMap;
import io.heatlens.vit.input.Grid;

/**
 * Sharpens a patch map to pixels by relevance pooling: each patch's value is spread over
 * its pixels by their saliency, so that the pixels of a patch add up to its value. A
 * patch without any saliency spreads its value evenly.
 *
 * @param patches where the pixels lie
 */
record PixelDetail(Patches patches) {

	/** The grid of the pixels. */
	Grid grid() {
		return new Grid(this.patches.grid().rows() * this.patches.size().height(),
				this.patches.grid().columns() * this.patches.size().width());
	}

	/**
	 * Sharpens.
	 * @param map one value a patch
	 * @param saliency one value a pixel, 0 or more
	 * @return one value a pixel
	 */
	RawMap apply(RawMap map, float[] saliency) {
		Grid kernel = new Grid(this.patches.size().height(), this.patches.size().width());
		AveragePooling pooling = new AveragePooling(kernel, kernel, new Grid(0, 0), false, true);
		float[] weights = relative(saliency);
		float[] values = pooling.relevance(map.values(), weights, grid());
		for (int pixel = 0; pixel < values.length; pixel++) {
			values[pixel] *= weights[pixel];
		}
		return new RawMap(values);
	}

	// Each pixel's share of the largest of its patch; all 1 where there is none.
	private float[] relative(float[] saliency) {
		float[] largest = new float[this.patches.grid().patches()];
		for (int pixel = 0; pixel < saliency.length; pixel++) {
			largest[patch(pixel)] = Math.max(largest[patch(pixel)], saliency[pixel]);
		}
		float[] relative = new float[saliency.length];
		for (int pixel = 0; pixel < saliency.length; pixel++) {
			float most = largest[patch(pixel)];
			relative[pixel] = (most > 0) ? saliency[pixel] / most : 1;
		}
		return relative;
	}

	private int patch(int pixel) {
		int row = pixel / grid().columns() / this.patches.size().height();
		int column = pixel % grid().columns() / this.patches.size().width();
		return row * this.patches.grid().columns() + column;
	}

}
