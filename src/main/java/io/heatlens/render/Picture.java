package io.heatlens.render;

import io.heatlens.vit.input.Region;

/**
 * A grid of values and the region of the image that it covers.
 *
 * @param values the values, rows x columns, each from 0 to 1; must not be changed
 * @param region the rectangle of the upright image that the grid covers
 * @param plain whether there is nothing to show: an overlay is then the unchanged image,
 * a heatmap is transparent and a grey PNG is 0 everywhere
 */
// passed from one stage to the next, never compared
@SuppressWarnings("ArrayRecordComponent")
public record Picture(float[][] values, Region region, boolean plain) {

	public Picture {
		if (values.length == 0 || values[0].length == 0) {
			throw new IllegalArgumentException("expected a grid of at least one cell, found none");
		}
		for (float[] row : values) {
			if (row.length != values[0].length) {
				throw new IllegalArgumentException(
						"expected rows of %d cells, found %d".formatted(values[0].length, row.length));
			}
			for (float value : row) {
				if (!(value >= 0 && value <= 1)) {
					throw new IllegalArgumentException("expected values from 0 to 1, found " + value);
				}
			}
		}
	}

}
