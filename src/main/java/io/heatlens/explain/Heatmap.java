package io.heatlens.explain;

import java.util.Arrays;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.heatlens.explain.method.Normalization;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.Status;
import io.heatlens.vit.input.Grid;

/**
 * A map in rows and columns, as it is returned.
 *
 * @param rows the number of rows
 * @param columns the number of columns
 * @param values the values after normalisation, rows x columns: 0 to 1, and all 0 if the
 * status is not {@link Status#OK}; without normalisation, the raw values
 * @param raw the values with their sign, before ReLU and scaling, rows x columns
 * @param status whether the map shows anything
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Heatmap(int rows, int columns, float[][] values, float[][] raw, @JsonIgnore Status status) {

	/**
	 * Scales a raw map.
	 * @param raw the map, row by row
	 * @param normalization how to scale the map
	 * @param status whether the map shows anything
	 * @return the heatmap
	 */
	static Heatmap of(RawMap raw, Normalization normalization, Status status) {
		Grid grid = raw.grid();
		return new Heatmap(grid.rows(), grid.columns(), rows(raw.scaled(normalization, status), grid),
				rows(raw.values(), grid), status);
	}

	private static float[][] rows(float[] values, Grid grid) {
		return IntStream.range(0, grid.rows())
			.mapToObj((row) -> Arrays.copyOfRange(values, row * grid.columns(), (row + 1) * grid.columns()))
			.toArray(float[][]::new);
	}

}
