package io.heatlens.explain.method;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.NotFiniteException;
import org.jspecify.annotations.Nullable;

/**
 * What a method says of one image, before ReLU and scaling.
 *
 * @param values one a patch, row by row, with their sign
 * @param magnitude how large they could be if nothing cancelled, or 0
 * @param samples how many samples made it, of a method that takes samples
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RawMap(float[] values, float magnitude, @Nullable SampleCount samples) {

	public RawMap {
		for (float value : values) {
			if (!Float.isFinite(value)) {
				throw new NotFiniteException("Values of the map are");
			}
		}
	}

	public RawMap(float[] values, float magnitude) {
		this(values, magnitude, null);
	}

	/**
	 * Splits a batch.
	 * @param maps shape (batch, patches)
	 * @param magnitudes one an image
	 * @return one map an image
	 */
	public static List<RawMap> of(NDArray maps, float[] magnitudes) {
		float[] all = maps.toFloatArray();
		int patches = all.length / magnitudes.length;
		return IntStream.range(0, magnitudes.length)
			.mapToObj((image) -> new RawMap(Arrays.copyOfRange(all, image * patches, (image + 1) * patches),
					magnitudes[image]))
			.toList();
	}

	public static List<RawMap> of(NDArray maps) {
		return of(maps, new float[Math.toIntExact(maps.getShape().get(0))]);
	}

	public RawMap with(SampleCount count) {
		return new RawMap(this.values, this.magnitude, count);
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

	public Status status() {
		return Status.of(min(), max(), this.magnitude);
	}

	/**
	 * Scales for display.
	 * @param normalization how
	 * @return one value a patch; all 0 where there is nothing to see, unless they stay
	 * raw
	 */
	public float[] scaled(Normalization normalization) {
		return scaled(normalization, status());
	}

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
