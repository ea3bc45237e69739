package io.heatlens.vit;

import java.util.List;

import ai.djl.ndarray.NDArray;

/**
 * Images as a model sees them.
 *
 * @param pixels normalised, float32, shape (batch, 3, height, width)
 * @param regions the rectangle of each upright original that the patch grid covers
 */
public record Batch(NDArray pixels, List<Region> regions) {

	public Batch {
		regions = List.copyOf(regions);
	}

}
