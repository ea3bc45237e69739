package io.heatlens.vit.input;

import io.heatlens.image.DecodedImage;

/**
 * The 8-bit levels of an image with one or three channels.
 *
 * @param width the width in pixels
 * @param height the height in pixels
 * @param channels the number of channels, 1 or 3
 * @param levels the levels, height x width x channels
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Raster(int width, int height, int channels, byte[] levels) {

	/**
	 * Takes the channels of a model from an image. Colours become grey as by Pillow's
	 * {@code convert("L")}, which weighs red, green and blue as ITU-R 601-2 does.
	 * @param image the image
	 * @param channels the number of channels of the model
	 * @return the image in as many channels
	 */
	static Raster of(DecodedImage image, int channels) {
		byte[] rgb = image.rgb();
		if (channels == 3) {
			return new Raster(image.width(), image.height(), 3, rgb);
		}
		byte[] grey = new byte[rgb.length / 3];
		for (int i = 0, at = 0; i < grey.length; i++, at += 3) {
			grey[i] = (byte) ((19_595 * (rgb[at] & 0xff) + 38_470 * (rgb[at + 1] & 0xff) + 7_471 * (rgb[at + 2] & 0xff)
					+ 0x8000) >> 16);
		}
		return new Raster(image.width(), image.height(), 1, grey);
	}

	int stride() {
		return this.channels * this.width;
	}

}
