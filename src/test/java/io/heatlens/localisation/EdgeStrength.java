package io.heatlens.localisation;

import io.heatlens.image.DecodedImage;

/**
 * Baseline: the magnitude of the luminance's gradient (Sobel's operator, ITU-R BT.601
 * luma), averaged over each cell.
 *
 * @param side rows and columns
 */
record EdgeStrength(int side) {

	float[][] cells(DecodedImage image) {
		float[][] cells = new float[this.side][this.side];
		double pixels = (double) image.width() * image.height() / (this.side * this.side);
		for (int y = 0; y < image.height(); y++) {
			for (int x = 0; x < image.width(); x++) {
				cells[y * this.side / image.height()][x * this.side
						/ image.width()] += (float) (edge(image, x, y) / pixels);
			}
		}
		return cells;
	}

	private static double edge(DecodedImage image, int x, int y) {
		double across = 0;
		double down = 0;
		for (int step = -1; step <= 1; step++) {
			int weight = 2 - Math.abs(step);
			across += weight * (luma(image, x + 1, y + step) - luma(image, x - 1, y + step));
			down += weight * (luma(image, x + step, y + 1) - luma(image, x + step, y - 1));
		}
		return Math.hypot(across, down);
	}

	// outside, the picture goes on as at its border
	private static double luma(DecodedImage image, int x, int y) {
		int column = Math.max(0, Math.min(image.width() - 1, x));
		int row = Math.max(0, Math.min(image.height() - 1, y));
		int at = 3 * (row * image.width() + column);
		byte[] rgb = image.rgb();
		return 0.299 * (rgb[at] & 0xff) + 0.587 * (rgb[at + 1] & 0xff) + 0.114 * (rgb[at + 2] & 0xff);
	}

}
