package io.heatlens.explain;

import java.util.Arrays;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.heatlens.explain.method.Normalization;
import io.heatlens.explain.method.RawMap;
import io.heatlens.explain.method.Status;
import io.heatlens.vit.input.Grid;
import org.jspecify.annotations.Nullable;

/**
 * A map in rows and columns, as it is returned.
 *
 * @param rows the number of rows
 * @param columns the number of columns
 * @param values the values after normalisation, rows x columns: 0 to 1, and all 0 if the
 * status is not {@link Status#OK}; without normalisation, the raw values
 * @param raw the values with their sign, before ReLU and scaling, rows x columns
 * @param scale the number that the values were divided by; {@code null} if it is the
 * maximum of the map itself
 * @param status whether the map shows anything
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Heatmap(int rows, int columns, float[][] values, float[][] raw,
		@JsonInclude(Include.NON_NULL) @Nullable Float scale, @JsonIgnore Status status) {

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
				rows(raw.values(), grid), null, status);
	}

	/**
	 * The largest value before scaling.
	 * @return the largest value of {@code raw}
	 */
	float maximum() {
		float maximum = Float.NEGATIVE_INFINITY;
		for (float[] row : this.raw) {
			for (float value : row) {
				maximum = Math.max(maximum, value);
			}
		}
		return maximum;
	}

	/**
	 * Divides the map by another number than its own maximum.
	 * @param scale the number, above 0
	 * @return the same map with other values: 0 to 1, and 1 for what exceeds the number
	 */
	Heatmap dividedBy(float scale) {
		float[][] divided = new float[this.rows][this.columns];
		for (int row = 0; row < this.rows && this.status == Status.OK; row++) {
			for (int column = 0; column < this.columns; column++) {
				divided[row][column] = Math.min(Math.max(this.raw[row][column], 0) / scale, 1);
			}
		}
		return new Heatmap(this.rows, this.columns, divided, this.raw, scale, this.status);
	}

	/**
	 * Draws the cells that a choice selects.
	 * @param selection the choice
	 * @return rows x columns, 1 for a selected cell and 0 for any other
	 */
	public float[][] mask(Selection selection) {
		float[] flat = new float[this.rows * this.columns];
		for (int row = 0; row < this.rows; row++) {
			System.arraycopy(this.raw[row], 0, flat, row * this.columns, this.columns);
		}
		boolean[] selected = selection.of(flat);
		Arrays.fill(flat, 0);
		IntStream.range(0, flat.length).filter((cell) -> selected[cell]).forEach((cell) -> flat[cell] = 1);
		return rows(flat, new Grid(this.rows, this.columns));
	}

	private static float[][] rows(float[] values, Grid grid) {
		return IntStream.range(0, grid.rows())
			.mapToObj((row) -> Arrays.copyOfRange(values, row * grid.columns(), (row + 1) * grid.columns()))
			.toArray(float[][]::new);
	}

}
