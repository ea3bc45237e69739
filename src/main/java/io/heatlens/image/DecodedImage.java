package io.heatlens.image;

import java.util.List;

/**
 * A decoded image: upright, opaque, in 8-bit sRGB.
 *
 * @param format the format of the file: {@code jpeg}, {@code png}, {@code webp},
 * {@code gif}, {@code tiff} or {@code bmp}
 * @param width the width in pixels, 1 or more
 * @param height the height in pixels, 1 or more
 * @param rgb the red, green and blue of each pixel, row by row from the top left; must
 * not be changed
 * @param warnings what decoding had to decide, such as what became of transparent pixels,
 * one warning per entry
 */
// Copies for callers would be large: the default limits allow 150 MB.
@SuppressWarnings("ArrayRecordComponent")
public record DecodedImage(String format, int width, int height, byte[] rgb, List<String> warnings) {

	public DecodedImage {
		warnings = List.copyOf(warnings);
		if (width < 1 || height < 1) {
			throw new IllegalArgumentException(
					"expected an image of at least one pixel, found %d x %d".formatted(width, height));
		}
		if (rgb.length != 3L * width * height) {
			throw new IllegalArgumentException(
					"expected 3 x %d x %d bytes of pixels, found %d".formatted(width, height, rgb.length));
		}
	}

	/**
	 * Creates an image without warnings.
	 * @param format the format of the file
	 * @param width the width in pixels, 1 or more
	 * @param height the height in pixels, 1 or more
	 * @param rgb the red, green and blue of each pixel
	 */
	public DecodedImage(String format, int width, int height, byte[] rgb) {
		this(format, width, height, rgb, List.of());
	}

}
