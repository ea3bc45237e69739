package io.heatlens.explain;

import io.heatlens.explain.method.AveragePooling;
import io.heatlens.explain.method.Patches;
import io.heatlens.explain.method.RawMap;
import io.heatlens.vit.input.Grid;

/**
 * Refines a map of patches to a map of pixels by relevance pooling: the value of each
 * patch is distributed over its pixels in proportion to their saliency, so that the
 * pixels add up to that value. If a patch has no saliency at all, its value is
 * distributed evenly.
 *
 * @param patches the patches of the map and their pixels
 */
record PixelDetail(Patches patches) {

	/** The grid of the pixels. */
	Grid grid() {
		return new Grid(this.patches.grid().rows() * this.patches.size().height(),
				this.patches.grid().columns() * this.patches.size().width());
	}

	/**
	 * Distributes the values of a map over the pixels.
	 * @param map the map, one value per patch
	 * @param saliency the saliency, one value per pixel, 0 or more
	 * @return the map with one value per pixel
	 */
	RawMap apply(RawMap map, float[] saliency) {
		Grid kernel = new Grid(this.patches.size().height(), this.patches.size().width());
		AveragePooling pooling = new AveragePooling(kernel, kernel, new Grid(0, 0), false, true);
		float[] weights = relative(saliency);
		float[] values = pooling.relevance(map.values(), weights, grid());
		for (int pixel = 0; pixel < values.length; pixel++) {
			values[pixel] *= weights[pixel];
		}
		return new RawMap(grid(), values);
	}

	// The saliency of each pixel divided by the largest of its patch; all 1 where that is
	// 0.
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
