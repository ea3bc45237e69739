package io.heatlens.vit.input;

/**
 * The patch grid of a Vision Transformer: token {@code row * columns + column} after the
 * prefix tokens belongs to the patch at that row and column.
 *
 * @param rows the number of patches from top to bottom
 * @param columns the number of patches from left to right
 */
public record Grid(int rows, int columns) {

	/**
	 * The number of patches.
	 * @return rows x columns
	 */
	public int patches() {
		return this.rows * this.columns;
	}

}
