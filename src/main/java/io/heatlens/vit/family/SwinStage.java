package io.heatlens.vit.family;

import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.layer.Activation;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.layer.Mlp;
import io.heatlens.vit.transformer.HeadProjection;
import io.heatlens.vit.transformer.HeadTransform;
import io.heatlens.vit.transformer.PostNormBlock;
import io.heatlens.vit.transformer.WindowAttention;
import io.heatlens.vit.transformer.WindowBlock;
import io.heatlens.vit.transformer.Windows;

/**
 * A stage of a Swin Transformer, all blocks of which have one grid and one dimension.
 *
 * @param index the index of the stage
 * @param layers the reader of the checkpoint, with the dimension of the stage
 * @param names the names of the parts of a block
 * @param grid the grid of the tokens
 * @param activation the activation of each MLP
 */
record SwinStage(int index, LayerReader layers, SwinNames names, Grid grid, Activation activation) {

	/**
	 * Creates a block of the first version.
	 * @param name the name of the block
	 * @param qkv the projection to queries, keys and values
	 * @param windows the windows of the block
	 * @param bias the bias of each pair of tokens of a window
	 * @return the block
	 */
	WindowBlock block(String name, HeadProjection qkv, Windows windows, NDArray bias) {
		return new WindowBlock(this.layers.norm(name + "." + this.names.norm1()),
				attention(name, qkv, List.of(), windows, bias), this.layers.norm(name + "." + this.names.norm2()),
				mlp(name));
	}

	/**
	 * Creates a block of the second version.
	 * @param name the name of the block
	 * @param qkv the projection to queries, keys and values
	 * @param similarity the comparison of queries and keys
	 * @param windows the windows of the block
	 * @param bias the bias of each pair of tokens of a window
	 * @return the block
	 */
	PostNormBlock block(String name, HeadProjection qkv, HeadTransform similarity, Windows windows, NDArray bias) {
		return new PostNormBlock(attention(name, qkv, List.of(similarity), windows, bias),
				this.layers.norm(name + "." + this.names.norm1()), mlp(name),
				this.layers.norm(name + "." + this.names.norm2()));
	}

	private WindowAttention attention(String name, HeadProjection qkv, List<HeadTransform> transforms, Windows windows,
			NDArray bias) {
		Linear projection = this.layers.linear(name + "." + this.names.attentionProjection(), this.layers.dim(),
				this.layers.dim());
		return new WindowAttention(windows, qkv, transforms, bias, windows.mask(bias.getManager()), projection);
	}

	private Mlp mlp(String name) {
		int dim = this.layers.dim();
		String fc1 = name + "." + this.names.fc1();
		long hidden = this.layers.weights().shape(fc1 + ".weight", 2)[0];
		return new Mlp(this.layers.linear(fc1, hidden, dim), this.activation,
				this.layers.linear(name + "." + this.names.fc2(), dim, hidden));
	}

	/**
	 * Creates windows.
	 * @param size the rows and columns of a window
	 * @param shift the rows and columns by which the windows are shifted
	 * @return the windows
	 * @throws InvalidModelException if the windows do not cover the grid exactly
	 */
	Windows windows(Grid size, Grid shift) {
		if (this.grid.rows() % size.rows() != 0 || this.grid.columns() % size.columns() != 0) {
			throw new InvalidModelException(
					"the grid of %d x %d patches of stage %d cannot be divided into windows of %d x %d, and padding is not supported: use the input size that the model was trained with"
						.formatted(this.grid.rows(), this.grid.columns(), this.index, size.rows(), size.columns()));
		}
		return new Windows(this.grid, size, shift);
	}

	/**
	 * Creates windows as timm does: along each axis at most as wide as the grid, and
	 * shifted by half a window where there are several.
	 * @param size the rows and columns of a window
	 * @param shifted whether the windows of the block are shifted at all
	 * @return the windows
	 * @throws InvalidModelException if the windows do not cover the grid exactly
	 */
	Windows windows(Grid size, boolean shifted) {
		int rows = Math.min(size.rows(), this.grid.rows());
		int columns = Math.min(size.columns(), this.grid.columns());
		return windows(new Grid(rows, columns), new Grid((shifted && rows < this.grid.rows()) ? rows / 2 : 0,
				(shifted && columns < this.grid.columns()) ? columns / 2 : 0));
	}

	/**
	 * Finds the windows that a table of position biases belongs to.
	 * @param positions the number of relative positions in the table
	 * @return the rows and columns of a window, which is square unless the grid is
	 * smaller
	 * @throws InvalidModelException if no window on the grid has that many positions
	 */
	Grid windowSize(long positions) {
		return IntStream.rangeClosed(1, Math.max(this.grid.rows(), this.grid.columns()))
			.mapToObj((width) -> new Grid(Math.min(width, this.grid.rows()), Math.min(width, this.grid.columns())))
			.filter((size) -> (2L * size.rows() - 1) * (2 * size.columns() - 1) == positions)
			.findFirst()
			.orElseThrow(() -> new InvalidModelException(
					"no window on the grid of %d x %d patches of stage %d has the %d relative positions of its table: use the input size that the model was trained with"
						.formatted(this.grid.rows(), this.grid.columns(), this.index, positions)));
	}

}
