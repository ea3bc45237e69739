package io.heatlens.vit.family;

import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.layer.Activation;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.layer.Mlp;
import io.heatlens.vit.transformer.CosineSimilarity;
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
public record SwinStage(int index, LayerReader layers, SwinNames names, Grid grid, Activation activation) {

	/**
	 * Creates a block of the first version.
	 * @param name the name of the block
	 * @param qkv the projection to queries, keys and values
	 * @param windows the windows of the block
	 * @param bias the bias of each pair of tokens of a window
	 * @return the block
	 */
	public WindowBlock block(String name, HeadProjection qkv, Windows windows, NDArray bias) {
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
	public PostNormBlock block(String name, HeadProjection qkv, HeadTransform similarity, Windows windows,
			NDArray bias) {
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
	public Windows windows(Grid size, Grid shift) {
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
	public Windows windows(Grid size, boolean shifted) {
		int rows = Math.min(size.rows(), this.grid.rows());
		int columns = Math.min(size.columns(), this.grid.columns());
		return windows(new Grid(rows, columns), new Grid((shifted && rows < this.grid.rows()) ? rows / 2 : 0,
				(shifted && columns < this.grid.columns()) ? columns / 2 : 0));
	}

	/**
	 * The relative positions of the tokens of a window, which has no CLS token.
	 * @param windows the windows
	 * @return the positions
	 */
	public RelativePositions positions(Windows windows) {
		return new RelativePositions(windows.size(), false);
	}

	/**
	 * Takes the comparison of queries and keys of Swin Transformer V2.
	 * @param name the name of the logarithms of the factors, of which the checkpoint has
	 * one per head; factors above 100 count as 100
	 * @return the comparison
	 */
	public CosineSimilarity similarity(String name) {
		try (NDArray logarithms = this.layers.take(name, this.layers.weights().shape(name, 3)[0], 1, 1);
				NDArray limited = logarithms.minimum(Math.log(100))) {
			return new CosineSimilarity(limited.exp());
		}
	}

	/**
	 * Computes the biases of Swin Transformer V2.
	 * @param network the network of the block
	 * @param windows the windows of the block
	 * @param pretrained the rows or columns of the windows with which the network was
	 * trained; 0 if these are the same windows
	 * @return the bias of each pair of tokens of a window
	 */
	public NDArray bias(LogPositionNetwork network, Windows windows, int pretrained) {
		return network.bias(positions(windows), (pretrained > 0) ? new Grid(pretrained, pretrained) : windows.size());
	}

	/**
	 * Finds the windows that a table of position biases belongs to.
	 * @param positions the number of relative positions in the table
	 * @return the rows and columns of a window, which is square unless the grid is
	 * smaller
	 * @throws InvalidModelException if no window on the grid has that many positions
	 */
	public Grid windowSize(long positions) {
		return IntStream.rangeClosed(1, Math.max(this.grid.rows(), this.grid.columns()))
			.mapToObj((width) -> new Grid(Math.min(width, this.grid.rows()), Math.min(width, this.grid.columns())))
			.filter((size) -> (2L * size.rows() - 1) * (2 * size.columns() - 1) == positions)
			.findFirst()
			.orElseThrow(() -> new InvalidModelException(
					"no window on the grid of %d x %d patches of stage %d has the %d relative positions of its table: use the input size that the model was trained with"
						.formatted(this.grid.rows(), this.grid.columns(), this.index, positions)));
	}

}
