package io.heatlens.image;

import java.util.Map;

/**
 * What a file says about the samples of its pixels, as far as its reader does not pass it
 * on.
 *
 * @param transparency what the sample after the colours is, if there is one
 * @param white the sample value of white, or 0 if the file does not say it
 * @param inverted whether the reader has inverted the samples, since 0 is white
 * @param transparentGrey the grey from 0 to 255 that is transparent although the reader
 * returns no alpha, or -1
 */
record SampleTraits(Transparency transparency, int white, boolean inverted, int transparentGrey) {

	/** The traits of files that say nothing. */
	static final SampleTraits NONE = new SampleTraits(Transparency.PLAIN, 0, false, -1);

	static SampleTraits transparent(int grey) {
		return new SampleTraits(Transparency.PLAIN, 0, false, grey);
	}

	/**
	 * Reads the traits of a TIFF image.
	 * @param bytes the file
	 * @return the traits
	 * @throws UnreadableImageException if the samples are not unsigned integers
	 */
	static SampleTraits tiff(byte[] bytes) {
		Map<Integer, Integer> tags = TiffTags.read(bytes);
		int bits = tags.getOrDefault(TiffTags.BITS_PER_SAMPLE, 1);
		switch (tags.getOrDefault(TiffTags.SAMPLE_FORMAT, TiffTags.UNSIGNED)) {
			case TiffTags.UNSIGNED, TiffTags.UNDEFINED -> {
				return new SampleTraits(
						Transparency.of(tags.getOrDefault(TiffTags.EXTRA_SAMPLES, TiffTags.UNASSOCIATED)),
						tags.getOrDefault(TiffTags.MAX_SAMPLE_VALUE, 0),
						tags.getOrDefault(TiffTags.PHOTOMETRIC, 1) == 0, -1);
			}
			case TiffTags.SIGNED -> throw UnreadableImageException.samples("signed %d-bit integers".formatted(bits));
			case TiffTags.FLOATING ->
				throw UnreadableImageException.samples("%d-bit floating-point numbers".formatted(bits));
			default -> throw UnreadableImageException.samples("complex numbers");
		}
	}

	/**
	 * What the sample after the colours of a pixel is.
	 */
	enum Transparency {

		/** No part of the picture, such as a mask. */
		NONE,
		/** Alpha that the colours are multiplied with. */
		ASSOCIATED,
		/**
		 * Alpha beside plain colours, unless the reader says that they are multiplied.
		 */
		PLAIN;

		static Transparency of(int extraSample) {
			return switch (extraSample) {
				case TiffTags.UNSPECIFIED -> NONE;
				case TiffTags.ASSOCIATED -> ASSOCIATED;
				default -> PLAIN;
			};
		}

	}

}
