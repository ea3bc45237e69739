package io.heatlens.explain;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.heatlens.vit.Grid;

/**
 * A method's map on the patch grid.
 *
 * @param rows of the grid
 * @param columns of the grid
 * @param values after normalisation, 0 to 1 unless there is none, rows x columns; all
 * zero where the status is not {@link Status#OK}
 * @param raw with its sign, before ReLU and scaling, rows x columns
 * @param status whether there is anything to see
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Heatmap(int rows, int columns, float[][] values, float[][] raw, @JsonIgnore Status status) {

	/**
	 * Judges and scales a raw map.
	 * @param raw one value a patch, row by row
	 * @param grid of the patches
	 * @param magnitude the largest sum over channels of |gradient x activation|
	 * @param normalization how to scale
	 * @return the heatmap
	 */
	static Heatmap of(float[] raw, Grid grid, float magnitude, Normalization normalization) {
		float min = Float.POSITIVE_INFINITY;
		float max = Float.NEGATIVE_INFINITY;
		for (float value : raw) {
			min = Math.min(min, value);
			max = Math.max(max, value);
		}
		Status status = Status.of(min, max, magnitude);
		boolean shown = status == Status.OK || normalization == Normalization.NONE;
		float[][] rawRows = new float[grid.rows()][grid.columns()];
		float[][] values = new float[grid.rows()][grid.columns()];
		for (int patch = 0; patch < raw.length; patch++) {
			int row = patch / grid.columns();
			int column = patch % grid.columns();
			rawRows[row][column] = raw[patch];
			values[row][column] = shown ? normalization.scale(raw[patch], min, max) : 0;
		}
		return new Heatmap(grid.rows(), grid.columns(), values, rawRows, status);
	}

}
