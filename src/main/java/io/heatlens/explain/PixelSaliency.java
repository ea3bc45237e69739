package io.heatlens.explain;

import java.util.List;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.Patches;
import io.heatlens.explain.method.RawMap;
import io.heatlens.vit.Captures;
import io.heatlens.vit.transformer.Site;

/**
 * Computes how much each pixel matters: |sum over channels of x dS/dx|.
 * {@link PixelDetail} distributes the value of a patch over its pixels in proportion to
 * it.
 */
final class PixelSaliency {

	private PixelSaliency() {
	}

	/**
	 * Computes the saliency of a batch.
	 * @param captures the captures, with the gradient at {@link Site#PIXELS}
	 * @return per image one value per pixel that a patch covers, row by row
	 */
	static List<RawMap> of(Captures captures) {
		NDArray products = captures.value(Site.PIXELS).mul(captures.gradient(Site.PIXELS));
		Patches patches = Patches.of(captures.model());
		NDArray covered = patches.covered(products);
		return RawMap.of(new PixelDetail(patches).grid(), covered.sum(new int[] { 1 }).abs().flatten(1, 2));
	}

}
