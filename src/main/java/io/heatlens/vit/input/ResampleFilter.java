package io.heatlens.vit.input;

/**
 * How a resize computes new pixels from old ones, as Pillow's filters of these names do.
 */
public enum ResampleFilter {

	/** The old pixel under the centre of the new one. */
	NEAREST,

	/** A triangle, antialiased. */
	BILINEAR,

	/** Keys's cubic with a = -0.5, antialiased. */
	BICUBIC;

	/**
	 * Computes which old rows or columns make a new one.
	 * @param from number of old rows or columns
	 * @param to number of new rows or columns
	 * @param index of the new row or column
	 * @return the old ones with their weights
	 */
	ResamplingWeights weights(int from, long to, long index) {
		return switch (this) {
			case NEAREST -> ResamplingWeights.nearest(from, to, index);
			case BILINEAR -> ResamplingWeights.antialiased(from, to, index, 1, ResamplingWeights::linear);
			case BICUBIC -> ResamplingWeights.antialiased(from, to, index, 2,
					(distance) -> ResamplingWeights.cubic(distance, -0.5));
		};
	}

}
