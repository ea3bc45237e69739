package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.input.Grid;
import org.jspecify.annotations.Nullable;

/**
 * The windows within which the tokens of a grid attend to each other (Liu et al. 2021,
 * section 3.2). The windows of every second block are shifted: the grid is rolled, so
 * that a window at its edge also holds tokens from the opposite edge.
 *
 * @param grid the grid of the tokens, whose rows and columns are multiples of those of a
 * window
 * @param size the rows and columns of a window
 * @param shift the rows and columns by which the windows are shifted; 0 for none
 */
public record Windows(Grid grid, Grid size, Grid shift) {

	/**
	 * The score of a pair of tokens that are in one window, but not neighbours on the
	 * grid, relative to other pairs.
	 */
	private static final float MASKED = -100;

	/** The number of windows of an image. */
	public int count() {
		return this.grid.patches() / this.size.patches();
	}

	/**
	 * Divides tokens into windows.
	 * @param tokens the tokens, shape (batch, rows x columns, dim)
	 * @return the tokens of each window, shape (batch x windows, window tokens, dim)
	 */
	NDArray divide(NDArray tokens) {
		Shape shape = tokens.getShape();
		NDArray rolled = rolled(tokens, this.shift.rows(), this.shift.columns()); // (b,n,d)
		return rolled
			.reshape(shape.get(0), this.grid.rows() / this.size.rows(), this.size.rows(),
					this.grid.columns() / this.size.columns(), this.size.columns(), shape.get(2))
			.swapAxes(2, 3)
			.reshape(shape.get(0) * count(), this.size.patches(), shape.get(2));
	}

	/**
	 * Puts the tokens of windows back in the order of the grid.
	 * @param windows the tokens of each window, shape (batch x windows, window tokens,
	 * dim)
	 * @return the tokens, shape (batch, rows x columns, dim)
	 */
	NDArray join(NDArray windows) {
		Shape shape = windows.getShape();
		NDArray rolled = windows
			.reshape(shape.get(0) / count(), this.grid.rows() / this.size.rows(),
					this.grid.columns() / this.size.columns(), this.size.rows(), this.size.columns(), shape.get(2))
			.swapAxes(2, 3)
			.reshape(shape.get(0) / count(), this.grid.patches(), shape.get(2));
		return rolled(rolled, this.grid.rows() - this.shift.rows(), this.grid.columns() - this.shift.columns());
	}

	// Moves the first rows behind the last row, and the first columns behind the last
	// column.
	private NDArray rolled(NDArray tokens, int rows, int columns) {
		Shape shape = tokens.getShape();
		NDArray rolled = tokens.reshape(shape.get(0), this.grid.rows(), this.grid.columns(), shape.get(2));
		if (rows % this.grid.rows() != 0) {
			rolled = rolled.get(":, %d:".formatted(rows)).concat(rolled.get(":, :%d".formatted(rows)), 1);
		}
		if (columns % this.grid.columns() != 0) {
			rolled = rolled.get(":, :, %d:".formatted(columns)).concat(rolled.get(":, :, :%d".formatted(columns)), 2);
		}
		return rolled.reshape(shape);
	}

	/**
	 * Creates the mask of shifted windows, which separates tokens that came together
	 * because the grid was rolled.
	 * @param manager the manager that owns the mask
	 * @return the number to add to each score, 0 or -100, shape (windows, 1, window
	 * tokens, window tokens); null if the windows are not shifted
	 */
	public @Nullable NDArray mask(NDManager manager) {
		if (this.shift.rows() == 0 && this.shift.columns() == 0) {
			return null;
		}
		int tokens = this.size.patches();
		float[] mask = new float[count() * tokens * tokens];
		for (int i = 0; i < mask.length; i++) {
			int window = i / tokens / tokens;
			mask[i] = (region(window, i / tokens % tokens) == region(window, i % tokens)) ? 0 : MASKED;
		}
		return manager.create(mask, new Shape(count(), 1, tokens, tokens));
	}

	// Numbers the parts of the rolled grid that are not neighbours on the grid itself.
	private int region(int window, int token) {
		int across = this.grid.columns() / this.size.columns();
		int row = window / across * this.size.rows() + token / this.size.columns();
		int column = window % across * this.size.columns() + token % this.size.columns();
		boolean rolledRow = row >= this.grid.rows() - this.shift.rows();
		boolean rolledColumn = column >= this.grid.columns() - this.shift.columns();
		return (rolledRow ? 2 : 0) + (rolledColumn ? 1 : 0);
	}

}
