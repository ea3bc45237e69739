package io.heatlens.vit.family;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.input.Grid;

/**
 * Expands a table with one row for each offset between two patches (Bao et al. 2022,
 * BEiT; Liu et al. 2021, Swin Transformer, equation 4) to the bias of each pair of
 * tokens. The row of an offset is (rows + R - 1) (2 C - 1) + columns + C - 1 on a grid of
 * R rows and C columns, where the offset points from the key to the query. With a CLS
 * token, three more rows belong to CLS as the query, CLS as the key, and CLS with itself.
 *
 * @param grid the patch grid
 * @param cls whether a CLS token is before the patches
 */
public record RelativePositions(Grid grid, boolean cls) {

	/**
	 * The number of rows of the table.
	 * @return the number of offsets, and 3 more with a CLS token
	 */
	public int rows() {
		return offsets() + (this.cls ? 3 : 0);
	}

	/**
	 * The number of different offsets between two patches.
	 * @return the number of rows of the table that belong to patches
	 */
	public int offsets() {
		return differences().patches();
	}

	/**
	 * Takes a table of the checkpoint.
	 * @param layers the reader of the checkpoint
	 * @param name the name of the table, shape (rows, heads)
	 * @return the bias of each pair of tokens, shape (1, heads, tokens, tokens)
	 * @throws InvalidModelException if the table belongs to another patch grid
	 */
	public NDArray take(LayerReader layers, String name) {
		long[] shape = layers.weights().shape(name, 2);
		if (shape[0] != rows()) {
			throw new InvalidModelException(
					"%s has %d rows, but an input of %d x %d patches needs %d: a model with a table of relative positions is read at the input size at which it was trained"
						.formatted(name, shape[0], this.grid.rows(), this.grid.columns(), rows()));
		}
		try (NDArray table = layers.take(name, shape)) {
			return bias(table);
		}
	}

	/**
	 * Takes a table of the checkpoint and resizes it to the patch grid as Hugging Face
	 * does. The rows of the CLS token stay as they are.
	 * @param layers the reader of the checkpoint
	 * @param name the name of the table
	 * @param trained the patch grid at which the table was trained
	 * @param heads the number of heads
	 * @return the bias of each pair of tokens, shape (1, heads, tokens, tokens)
	 */
	public NDArray resized(LayerReader layers, String name, Grid trained, int heads) {
		RelativePositions from = new RelativePositions(trained, this.cls);
		NDArray table = layers.take(name, from.rows(), heads);
		NDManager manager = table.getManager();
		try (NDManager scope = manager.newSubManager()) {
			table.attach(scope);
			NDArray patches = table.get(":" + from.offsets()).expandDims(0); // (1,o,h)
			patches = PositionInterpolation.BILINEAR.resize(patches, from.differences(), differences());
			NDArray bias = bias(patches.squeeze(0).concat(table.get(from.offsets() + ":")));
			bias.attach(manager);
			return bias;
		}
	}

	// The grid of the offsets.
	private Grid differences() {
		return new Grid(2 * this.grid.rows() - 1, 2 * this.grid.columns() - 1);
	}

	/**
	 * Expands a table.
	 * @param table the bias of each offset, shape (rows, heads)
	 * @return the bias of each pair of tokens, shape (1, heads, tokens, tokens), on the
	 * manager of the table
	 * @throws InvalidModelException if the result has 2^31 numbers or more
	 */
	public NDArray bias(NDArray table) {
		int heads = Math.toIntExact(table.getShape().get(1));
		int tokens = this.grid.patches() + (this.cls ? 1 : 0);
		if ((long) heads * tokens * tokens > Integer.MAX_VALUE) {
			throw new InvalidModelException("a bias for each pair of %d tokens and %d heads has more than 2^31 numbers"
				.formatted(tokens, heads));
		}
		float[] values = table.toFloatArray();
		float[] bias = new float[heads * tokens * tokens];
		for (int query = 0; query < tokens; query++) {
			for (int key = 0; key < tokens; key++) {
				int row = row(query, key);
				for (int head = 0; head < heads; head++) {
					bias[(head * tokens + query) * tokens + key] = values[row * heads + head];
				}
			}
		}
		return table.getManager().create(bias, new Shape(1, heads, tokens, tokens));
	}

	private int row(int query, int key) {
		if (!this.cls) {
			return offset(query, key);
		}
		if (query == 0) {
			return offsets() + ((key == 0) ? 2 : 0);
		}
		return (key == 0) ? offsets() + 1 : offset(query - 1, key - 1);
	}

	private int offset(int query, int key) {
		int columns = this.grid.columns();
		int down = query / columns - key / columns + this.grid.rows() - 1;
		int right = query % columns - key % columns + columns - 1;
		return down * (2 * columns - 1) + right;
	}

}
