package io.heatlens.render;

import java.util.Arrays;

import io.heatlens.image.DecodedImage;
import io.heatlens.render.png.PngEncoder;

/**
 * Draws a line along the inner edge of the selected patches over an image: white outside
 * and black inside, so that it is seen on every image.
 */
final class Outline implements PngEncoder.Rows {

	/** The shorter side of an image is that many times as long as each line is wide. */
	private static final int SIDE = 200;

	private final DecodedImage image;

	private final Levels levels;

	private final int width;

	// of the rows that are 2 and 1 widths above, of the row itself, and of those below
	private final int[][] level;

	Outline(DecodedImage image, Levels levels) {
		this.image = image;
		this.levels = levels;
		this.width = Math.max(1, Math.min(image.width(), image.height()) / SIDE);
		this.level = new int[5][image.width()];
	}

	@Override
	public void draw(int y, byte[] row) {
		System.arraycopy(this.image.rgb(), y * row.length, row, 0, row.length);
		for (int i = 0; i < 5; i++) {
			this.levels.row(y + (i - 2) * this.width, this.level[i]);
		}
		for (int x = 0; x < this.image.width(); x++) {
			if (this.level[2][x] > 0 && onEdge(x, 2)) {
				Arrays.fill(row, 3 * x, 3 * x + 3, (byte) (onEdge(x, 1) ? 255 : 0));
			}
		}
	}

	// Whether a pixel that many widths away is not selected.
	private boolean onEdge(int x, int widths) {
		int left = x - widths * this.width;
		int right = x + widths * this.width;
		if (left < 0 || right >= this.image.width()) {
			return true;
		}
		for (int i = 2 - widths; i <= 2 + widths; i += widths) {
			int[] line = this.level[i];
			if (line[left] <= 0 || line[x] <= 0 || line[right] <= 0) {
				return true;
			}
		}
		return false;
	}

}
