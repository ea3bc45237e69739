package io.heatlens.vit.family;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.layer.Linear;

/**
 * A network of two layers that computes the bias of each offset between two patches from
 * the logarithm of the offset (Liu et al. 2022, Swin Transformer V2, equations 3 and 4;
 * timm's {@code RelPosMlp}). It is run once, when the model is loaded.
 *
 * @param hidden the first layer, shape (hidden, 2), which reads rows before columns
 * @param out the second layer, shape (heads, hidden). Without a bias, offsets are
 * relative to the size of the grid and the result is 16 times a sigmoid, as in Swin
 * Transformer V2.
 */
public record LogPositionNetwork(Linear hidden, Linear out) {

	/**
	 * Takes a network of the checkpoint.
	 * @param layers the reader of the checkpoint
	 * @param hidden the name of the first layer
	 * @param out the name of the second layer
	 * @return the network
	 */
	public static LogPositionNetwork take(LayerReader layers, String hidden, String out) {
		long[] shape = layers.weights().shape(out + ".weight", 2);
		return new LogPositionNetwork(layers.linear(hidden, shape[1], 2),
				layers.linear(out, shape[0], shape[1], layers.weights().has(out + ".bias")));
	}

	/**
	 * Runs the network and closes it.
	 * @param positions the offsets; the bias of a CLS token is 0
	 * @param trained the grid that the network was trained with
	 * @return the bias of each pair of tokens, shape (1, heads, tokens, tokens)
	 */
	public NDArray bias(RelativePositions positions, Grid trained) {
		NDManager manager = this.out.weight().getManager();
		try (NDManager scope = manager.newSubManager();
				NDArray offsets = scope.create(coordinates(positions, trained), new Shape(positions.offsets(), 2))) {
			NDArray table = this.out.forward(Activation.relu(this.hidden.forward(offsets))); // (offsets,h)
			if (this.out.bias() == null) {
				table = Activation.sigmoid(table).mul(16);
			}
			NDArray cls = scope.zeros(new Shape(positions.rows() - positions.offsets(), table.getShape().get(1)));
			NDArray bias = positions.bias(table.concat(cls));
			bias.attach(manager);
			return bias;
		}
		finally {
			Linears.close(this.hidden);
			Linears.close(this.out);
		}
	}

	private float[] coordinates(RelativePositions positions, Grid trained) {
		Grid grid = positions.grid();
		int columns = 2 * grid.columns() - 1;
		float[] coordinates = new float[2 * positions.offsets()];
		for (int i = 0; i < positions.offsets(); i++) {
			coordinates[2 * i] = logarithm(i / columns - (grid.rows() - 1), trained.rows());
			coordinates[2 * i + 1] = logarithm(i % columns - (grid.columns() - 1), trained.columns());
		}
		return coordinates;
	}

	// The factor is that of timm and transformers, which divide the logarithm to base 2
	// by 3.
	private float logarithm(int offset, int size) {
		double scaled = (this.out.bias() != null) ? Math.log1p(Math.abs(offset))
				: Math.log1p(8.0 * Math.abs(offset) / Math.max(size - 1, 1)) / Math.log(8);
		return (float) (Math.signum(offset) * scaled);
	}

}
