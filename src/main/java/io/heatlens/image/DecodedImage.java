package io.heatlens.image;

/**
 * A decoded image: upright, opaque, in 8-bit sRGB.
 *
 * @param format the format of the file: {@code jpeg}, {@code png}, {@code webp},
 * {@code gif}, {@code tiff} or {@code bmp}
 * @param width the width in pixels, 1 or more
 * @param height the height in pixels, 1 or more
 * @param rgb the red, green and blue of each pixel, row by row from the top left; must
 * not be changed
 */
// Copies for callers would be large: the default limits allow 150 MB.
@SuppressWarnings("ArrayRecordComponent")
public record DecodedImage(String format, int width, int height, byte[] rgb) {

	public DecodedImage {
		if (width < 1 || height < 1) {
			throw new IllegalArgumentException(
					"expected an image of at least one pixel, found %d x %d".formatted(width, height));
		}
		if (rgb.length != 3L * width * height) {
			throw new IllegalArgumentException(
					"expected 3 x %d x %d bytes of pixels, found %d".formatted(width, height, rgb.length));
		}
	}

}
