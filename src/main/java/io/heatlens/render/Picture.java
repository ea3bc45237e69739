package io.heatlens.render;

import io.heatlens.vit.input.Region;

/**
 * A grid of values and where it lies on the photograph.
 *
 * @param values rows x columns, each from 0 to 1; not to be changed
 * @param region the rectangle of the upright original that the grid covers
 * @param plain whether there is nothing to show: an overlay is then the photograph, a
 * heatmap transparent, grey all 0
 */
// handed from one stage to the next, never compared
@SuppressWarnings("ArrayRecordComponent")
public record Picture(float[][] values, Region region, boolean plain) {

	public Picture {
		if (values.length == 0 || values[0].length == 0) {
			throw new IllegalArgumentException("a grid has at least one cell");
		}
		for (float[] row : values) {
			if (row.length != values[0].length) {
				throw new IllegalArgumentException("a grid's rows are of one length");
			}
			for (float value : row) {
				if (!(value >= 0 && value <= 1)) {
					throw new IllegalArgumentException("expected values from 0 to 1, found " + value);
				}
			}
		}
	}

}
