package io.heatlens.image;

/**
 * A picture as a person sees it: upright, opaque, in 8-bit sRGB.
 *
 * @param format what the bytes were: {@code jpeg}, {@code png}, {@code webp},
 * {@code gif}, {@code tiff} or {@code bmp}
 * @param width in pixels, 1 or more
 * @param height in pixels, 1 or more
 * @param rgb red, green, blue of each pixel, row by row from the top left; not to be
 * changed
 */
// a copy of up to 150 MB for each reader is dear
@SuppressWarnings("ArrayRecordComponent")
public record DecodedImage(String format, int width, int height, byte[] rgb) {

	public DecodedImage {
		if (width < 1 || height < 1) {
			throw new IllegalArgumentException("an image has at least one pixel, not " + width + " x " + height);
		}
		if (rgb.length != 3L * width * height) {
			throw new IllegalArgumentException(
					"expected 3 x %d x %d bytes, found %d".formatted(width, height, rgb.length));
		}
	}

}
