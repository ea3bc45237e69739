package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.layer.BackwardRule;
import io.heatlens.vit.layer.Layer;

/**
 * Merges each 2 x 2 neighbouring tokens into one (Liu et al. 2021, section 3.1).
 *
 * @param grid the grid of the tokens, with an even number of rows and columns
 * @param layer what is done to the concatenated tokens: a LayerNorm and then a linear
 * layer, or the other way round in Swin Transformer V2; from (4 dim) to (new dim)
 * @param dim the new dimension
 */
public record PatchMerging(Grid grid, Layer layer, int dim) {

	/**
	 * Merges tokens.
	 * @param tokens the tokens, shape (batch, rows x columns, dim)
	 * @return the merged tokens, shape (batch, rows x columns / 4, new dim)
	 */
	NDArray forward(NDArray tokens) {
		Shape shape = tokens.getShape();
		NDArray merged = tokens.reshape(shape.get(0), this.grid.rows() / 2, 2, this.grid.columns() / 2, 2, shape.get(2))
			.transpose(0, 1, 3, 4, 2, 5) // the rows of a column come first
			.reshape(shape.get(0), shape.get(1) / 4, 4 * shape.get(2)); // (b,n/4,4d)
		return this.layer.forward(merged);
	}

	/** The grid of the merged tokens. */
	public Grid output() {
		return new Grid(this.grid.rows() / 2, this.grid.columns() / 2);
	}

	/** Creates a copy with {@link BackwardRule#PRUNED}. */
	PatchMerging pruned() {
		return new PatchMerging(this.grid, this.layer.pruned(), this.dim);
	}

}
