package io.heatlens.render;

import io.heatlens.image.DecodedImage;
import io.heatlens.render.png.PngEncoder;

/**
 * Draws a line along the inner edge of the selected patches over an image.
 */
final class Outline implements PngEncoder.Rows {

	/** The shorter side of an image is that many times as long as the line is wide. */
	private static final int SIDE = 150;

	private final DecodedImage image;

	private final Levels levels;

	private final int colour;

	private final int width;

	private final int[][] level;

	Outline(DecodedImage image, Levels levels, int colour) {
		this.image = image;
		this.levels = levels;
		this.colour = colour;
		this.width = Math.max(1, Math.min(image.width(), image.height()) / SIDE);
		this.level = new int[3][image.width()];
	}

	@Override
	public void draw(int y, byte[] row) {
		System.arraycopy(this.image.rgb(), y * row.length, row, 0, row.length);
		for (int i = 0; i < 3; i++) {
			this.levels.row(y + (i - 1) * this.width, this.level[i]);
		}
		for (int x = 0; x < this.image.width(); x++) {
			if (this.level[1][x] > 0 && onEdge(x)) {
				row[3 * x] = (byte) (this.colour >> 16);
				row[3 * x + 1] = (byte) (this.colour >> 8);
				row[3 * x + 2] = (byte) this.colour;
			}
		}
	}

	// A pixel is on the edge if one at the distance of the line's width is not selected.
	private boolean onEdge(int x) {
		if (x < this.width || x + this.width >= this.image.width()) {
			return true;
		}
		for (int[] line : this.level) {
			if (line[x - this.width] <= 0 || line[x] <= 0 || line[x + this.width] <= 0) {
				return true;
			}
		}
		return false;
	}

}
