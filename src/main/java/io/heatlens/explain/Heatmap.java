package io.heatlens.explain;

import java.util.Arrays;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.heatlens.explain.method.Normalization;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.Status;
import io.heatlens.vit.input.Grid;

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
	 * Scales a raw map.
	 * @param raw row by row
	 * @param grid of the map
	 * @param normalization how to scale
	 * @param status whether there is anything to see
	 * @return the heatmap
	 */
	static Heatmap of(RawMap raw, Grid grid, Normalization normalization, Status status) {
		return new Heatmap(grid.rows(), grid.columns(), rows(raw.scaled(normalization, status), grid),
				rows(raw.values(), grid), status);
	}

	private static float[][] rows(float[] values, Grid grid) {
		return IntStream.range(0, grid.rows())
			.mapToObj((row) -> Arrays.copyOfRange(values, row * grid.columns(), (row + 1) * grid.columns()))
			.toArray(float[][]::new);
	}

}
