package io.heatlens.explain.method;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.NotFiniteException;
import io.heatlens.vit.input.Grid;
import org.jspecify.annotations.Nullable;

/**
 * The map of one method for one image and target, before ReLU and scaling.
 *
 * @param grid the grid of the values
 * @param values the values with their sign, one per cell of the grid, row by row; finite
 * @param magnitude the largest value that a patch would have if terms of opposite sign
 * did not cancel, which is its sum over channels of |gradient x activation|; 0 where
 * nothing can cancel
 * @param samples the number of samples from which the map was computed; {@code null} for
 * a method without samples
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RawMap(Grid grid, float[] values, float magnitude, @Nullable SampleCount samples) {

	public RawMap {
		if (values.length != grid.patches()) {
			throw new IllegalArgumentException("A map of %d x %d should have %d values, but has %d."
				.formatted(grid.rows(), grid.columns(), grid.patches(), values.length));
		}
		NotFiniteException.requireFinite(values, "Values of the map are");
	}

	public RawMap(Grid grid, float[] values, float magnitude) {
		this(grid, values, magnitude, null);
	}

	/**
	 * Creates a map in which nothing can cancel.
	 * @param grid the grid of the values
	 * @param values the values, one per cell of the grid, row by row
	 */
	public RawMap(Grid grid, float[] values) {
		this(grid, values, 0, null);
	}

	/**
	 * Splits a batch of maps.
	 * @param grid the grid of each map
	 * @param maps the maps, shape (batch, patches)
	 * @param magnitudes the magnitudes, one per image
	 * @return one map per image
	 */
	public static List<RawMap> of(Grid grid, NDArray maps, float[] magnitudes) {
		float[] all = maps.toFloatArray();
		int patches = all.length / magnitudes.length;
		return IntStream.range(0, magnitudes.length)
			.mapToObj((image) -> new RawMap(grid, Arrays.copyOfRange(all, image * patches, (image + 1) * patches),
					magnitudes[image]))
			.toList();
	}

	/**
	 * Splits a batch of maps in which nothing can cancel.
	 * @param grid the grid of each map
	 * @param maps the maps, shape (batch, patches)
	 * @return one map per image
	 */
	public static List<RawMap> of(Grid grid, NDArray maps) {
		return of(grid, maps, new float[Math.toIntExact(maps.getShape().get(0))]);
	}

	public RawMap with(SampleCount count) {
		return new RawMap(this.grid, this.values, this.magnitude, count);
	}

	float min() {
		float min = Float.POSITIVE_INFINITY;
		for (float value : this.values) {
			min = Math.min(min, value);
		}
		return min;
	}

	float max() {
		float max = Float.NEGATIVE_INFINITY;
		for (float value : this.values) {
			max = Math.max(max, value);
		}
		return max;
	}

	/**
	 * Judges the map.
	 * @return whether it shows anything
	 */
	public Status status() {
		return Status.of(min(), max(), this.magnitude);
	}

	/**
	 * Scales the map for display.
	 * @param normalization how to scale the map
	 * @return one value per patch; all 0 if the map shows nothing, unless the
	 * normalisation is none
	 */
	public float[] scaled(Normalization normalization) {
		return scaled(normalization, status());
	}

	/**
	 * Scales the map for display, given its status.
	 * @param normalization how to scale the map
	 * @param status whether the map shows anything
	 * @return one value per patch; all 0 if the map shows nothing, unless the
	 * normalisation is none
	 */
	public float[] scaled(Normalization normalization, Status status) {
		float[] scaled = new float[this.values.length];
		if (status == Status.OK || normalization == Normalization.NONE) {
			float min = min();
			float max = max();
			for (int patch = 0; patch < scaled.length; patch++) {
				scaled[patch] = normalization.scale(this.values[patch], min, max);
			}
		}
		return scaled;
	}

}
