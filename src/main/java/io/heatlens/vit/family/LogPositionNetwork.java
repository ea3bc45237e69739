package io.heatlens.vit.family;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A network of two layers that computes the bias of each offset between two patches from
 * the logarithm of the offset (Liu et al. 2022, Swin Transformer V2, section 3.3), as
 * timm's {@code RelPosMlp} does. It is run once, when the model is loaded.
 */
final class LogPositionNetwork {

	/** The first layer, shape (hidden, 2), which reads rows before columns. */
	private final float[] hidden;

	private final float[] hiddenBias;

	/** The second layer, shape (heads, hidden). */
	private final float[] out;

	/**
	 * The bias of the second layer. Without one, offsets are relative to the size of the
	 * grid and the result is 16 times a sigmoid, as in Swin Transformer V2.
	 */
	private final float @Nullable [] outBias;

	private LogPositionNetwork(NDArray hidden, NDArray hiddenBias, NDArray out, @Nullable NDArray outBias) {
		this.hidden = hidden.toFloatArray();
		this.hiddenBias = hiddenBias.toFloatArray();
		this.out = out.toFloatArray();
		this.outBias = (outBias != null) ? outBias.toFloatArray() : null;
	}

	/**
	 * Takes a network of the checkpoint and runs it.
	 * @param layers the reader of the checkpoint
	 * @param name the name of the network
	 * @param positions the offsets; the bias of a CLS token is 0
	 * @return the bias of each pair of tokens, shape (1, heads, tokens, tokens)
	 */
	static NDArray take(LayerReader layers, String name, RelativePositions positions) {
		long[] shape = layers.weights().shape(name + ".fc2.weight", 2);
		int heads = Math.toIntExact(shape[0]);
		try (NDArray hidden = layers.take(name + ".fc1.weight", shape[1], 2);
				NDArray hiddenBias = layers.take(name + ".fc1.bias", shape[1]);
				NDArray out = layers.take(name + ".fc2.weight", shape);
				NDArray outBias = layers.weights().has(name + ".fc2.bias") ? layers.take(name + ".fc2.bias", heads)
						: null) {
			float[] rows = new LogPositionNetwork(hidden, hiddenBias, out, outBias).table(positions, heads);
			try (NDArray table = out.getManager().create(rows, new Shape(positions.rows(), heads))) {
				return positions.bias(table);
			}
		}
	}

	private float[] table(RelativePositions positions, int heads) {
		int columns = 2 * positions.grid().columns() - 1;
		float[] table = new float[positions.rows() * heads];
		for (int i = 0; i < positions.offsets(); i++) {
			double[] hidden = hidden(logarithm(i / columns, positions.grid().rows()),
					logarithm(i % columns, positions.grid().columns()));
			for (int head = 0; head < heads; head++) {
				table[i * heads + head] = (float) bias(hidden, head);
			}
		}
		return table;
	}

	private double logarithm(int index, int size) {
		int offset = index - (size - 1);
		// The factor is that of timm, which divides the logarithm to base 2 by 3.
		double scaled = (this.outBias != null) ? Math.log1p(Math.abs(offset))
				: Math.log1p(8.0 * Math.abs(offset) / (size - 1)) / Math.log(8);
		return Math.signum(offset) * scaled;
	}

	private double[] hidden(double down, double right) {
		double[] hidden = new double[this.hiddenBias.length];
		for (int i = 0; i < hidden.length; i++) {
			hidden[i] = Math.max(0, this.hiddenBias[i] + this.hidden[2 * i] * down + this.hidden[2 * i + 1] * right);
		}
		return hidden;
	}

	private double bias(double[] hidden, int head) {
		double sum = (this.outBias != null) ? this.outBias[head] : 0;
		for (int i = 0; i < hidden.length; i++) {
			sum += this.out[head * hidden.length + i] * hidden[i];
		}
		return (this.outBias != null) ? sum : 16 / (1 + Math.exp(-sum));
	}

}
