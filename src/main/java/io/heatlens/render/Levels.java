package io.heatlens.render;

import java.util.Arrays;

/**
 * Spreads the values of a grid over the pixels of an image, as levels from 0 to 255.
 */
final class Levels {

	/** The level of a pixel that the grid does not cover. */
	static final int OUTSIDE = -1;

	private final Picture picture;

	private final Axis rows;

	private final Axis columns;

	private final float[] line;

	Levels(Picture picture, int width, int height, Interpolation interpolation) {
		this.picture = picture;
		this.rows = Axis.of(height, picture.region().y(), picture.region().height(), picture.values().length,
				interpolation);
		this.columns = Axis.of(width, picture.region().x(), picture.region().width(), picture.values()[0].length,
				interpolation);
		this.line = new float[picture.values()[0].length];
	}

	/**
	 * Computes the levels of a row of pixels.
	 * @param y the row
	 * @param levels the array to fill, with one level per column, from 0 to 255 or
	 * {@link #OUTSIDE}
	 */
	void row(int y, int[] levels) {
		Arrays.fill(levels, OUTSIDE);
		if (this.picture.plain() || y < this.rows.first() || y >= this.rows.end()) {
			return;
		}
		mixRows(y - this.rows.first());
		int[] lower = this.columns.lower();
		int[] upper = this.columns.upper();
		float[] share = this.columns.share();
		for (int i = 0, x = this.columns.first(); i < share.length; i++, x++) {
			float before = this.line[lower[i]];
			levels[x] = (int) (255 * (before + share[i] * (this.line[upper[i]] - before)) + 0.5f);
		}
	}

	private void mixRows(int i) {
		float[] lower = this.picture.values()[this.rows.lower()[i]];
		float[] upper = this.picture.values()[this.rows.upper()[i]];
		for (int column = 0; column < this.line.length; column++) {
			this.line[column] = lower[column] + this.rows.share()[i] * (upper[column] - lower[column]);
		}
	}

}
