package io.heatlens.vit.input;

import io.heatlens.api.ApiEnum;
import io.heatlens.vit.checkpoint.InvalidModelException;

/**
 * How a resize computes new pixels from old ones. The filters are those of Pillow of the
 * same names, in the order of the numbers that Pillow gives them.
 */
public enum ResampleFilter implements ApiEnum {

	/** The old pixel at the centre of the new one. */
	NEAREST,

	/** A windowed sinc with three lobes (Lanczos), antialiased. */
	LANCZOS,

	/** A triangle, antialiased. */
	BILINEAR,

	/** The cubic kernel of Keys (1981) with a = -0.5, antialiased. */
	BICUBIC,

	/** The mean of the old pixels that the new one covers. */
	BOX,

	/** A sinc in a Hamming window of one lobe, antialiased. */
	HAMMING;

	/**
	 * Finds the filter with the number that image processors of Hugging Face use.
	 * @param number the number in Pillow
	 * @return the filter
	 * @throws InvalidModelException if Pillow has no such filter
	 */
	static ResampleFilter of(int number) {
		if (number < 0 || number >= values().length) {
			throw new InvalidModelException(
					"resample should be 0 (nearest), 1 (lanczos), 2 (bilinear), 3 (bicubic), 4 (box) or 5 (hamming), but is "
							+ number);
		}
		return values()[number];
	}

	/**
	 * Finds the filter with the name that timm uses.
	 * @param name the name in lower case, such as {@code bicubic}
	 * @return the filter
	 * @throws InvalidModelException if Pillow has no such filter
	 */
	public static ResampleFilter of(String name) {
		for (ResampleFilter filter : values()) {
			if (filter.apiName().equals(name)) {
				return filter;
			}
		}
		throw new InvalidModelException(
				"interpolation should be nearest, lanczos, bilinear, bicubic, box or hamming, but is \"%s\""
					.formatted(name));
	}

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
			case LANCZOS -> ResamplingWeights.antialiased(from, to, index, 3, ResamplingWeights::lanczos);
			case BILINEAR -> ResamplingWeights.antialiased(from, to, index, 1, ResamplingWeights::linear);
			case BICUBIC -> ResamplingWeights.antialiased(from, to, index, 2,
					(distance) -> ResamplingWeights.cubic(distance, -0.5));
			case BOX -> ResamplingWeights.antialiased(from, to, index, 0.5, ResamplingWeights::box);
			case HAMMING -> ResamplingWeights.antialiased(from, to, index, 1, ResamplingWeights::hamming);
		};
	}

}
