package io.heatlens.vit.input;

/**
 * How a resize computes new pixels from old ones. The filters are those of Pillow of the
 * same names.
 */
public enum ResampleFilter {

	/** The old pixel at the centre of the new one. */
	NEAREST,

	/** A triangle, antialiased. */
	BILINEAR,

	/** The cubic kernel of Keys (1981) with a = -0.5, antialiased. */
	BICUBIC;

	/**
	 * Computes which old rows or columns make up a new one.
	 * @param from the number of old rows or columns
	 * @param to the number of new rows or columns
	 * @param index the index of the new row or column
	 * @return the indices of the old ones, with their weights
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
