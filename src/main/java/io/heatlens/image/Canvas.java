package io.heatlens.image;

/**
 * The area of an image, of which its pixels may fill only a part: the first frame of a
 * GIF file can be smaller than its screen.
 *
 * @param width the width of the area in pixels
 * @param height the height of the area in pixels
 * @param left the column at which the pixels begin
 * @param top the row at which the pixels begin
 */
record Canvas(int width, int height, int left, int top) {

	private static final int SAMPLES = 3;

	/**
	 * Whether pixels fill the whole area.
	 * @param pixelWidth the width of the pixels
	 * @param pixelHeight the height of the pixels
	 * @return false if a part of the area is outside
	 */
	boolean filledBy(int pixelWidth, int pixelHeight) {
		return pixelWidth == this.width && pixelHeight == this.height;
	}

	/**
	 * Places pixels on the area.
	 * @param rgb the pixels, of which each row has the same width
	 * @param pixelWidth the width of the pixels
	 * @param background the red, green and blue of the rest
	 * @return 3 x width x height bytes
	 */
	byte[] place(byte[] rgb, int pixelWidth, byte[] background) {
		byte[] whole = new byte[SAMPLES * this.width * this.height];
		for (int at = 0; at < whole.length; at += SAMPLES) {
			System.arraycopy(background, 0, whole, at, SAMPLES);
		}
		int row = SAMPLES * pixelWidth;
		for (int from = 0, y = this.top; from < rgb.length; from += row, y++) {
			System.arraycopy(rgb, from, whole, SAMPLES * (y * this.width + this.left), row);
		}
		return whole;
	}

}
