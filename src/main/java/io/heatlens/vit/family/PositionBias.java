package io.heatlens.vit.family;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.transformer.CosineSimilarity;
import io.heatlens.vit.transformer.Windows;

/**
 * Reads the biases that attention within windows adds to the scores.
 */
final class PositionBias {

	/** The size of the hidden layer of the network of Swin Transformer V2. */
	private static final int HIDDEN = 512;

	private PositionBias() {
	}

	/**
	 * Takes a table of biases (Liu et al. 2021, Swin Transformer, section 3.2).
	 * @param layers the reader of the checkpoint
	 * @param name the name of the table
	 * @return the bias of each relative position, shape (positions, heads)
	 */
	static NDArray table(LayerReader layers, String name) {
		return layers.take(name, layers.weights().shape(name, 2));
	}

	/**
	 * Takes the comparison of queries and keys of Swin Transformer V2.
	 * @param layers the reader of the checkpoint
	 * @param name the name of the logarithms of the factors, of which the checkpoint has
	 * one per head; factors above 100 count as 100
	 * @return the comparison
	 */
	static CosineSimilarity similarity(LayerReader layers, String name) {
		try (NDArray logarithms = layers.take(name, layers.weights().shape(name, 3)[0], 1, 1);
				NDArray limited = logarithms.minimum(Math.log(100))) {
			return new CosineSimilarity(limited.exp());
		}
	}

	/**
	 * Computes a table of biases by the network of Swin Transformer V2 (Liu et al. 2022,
	 * equations 3 and 4), which maps log-spaced coordinates.
	 * @param layers the reader of the checkpoint
	 * @param name the name of the network
	 * @param heads the number of heads
	 * @param windows the windows
	 * @param pretrained the rows or columns of the windows with which the network was
	 * trained; 0 if these are the same windows
	 * @return the bias of each relative position, shape (positions, heads)
	 */
	static NDArray continuous(LayerReader layers, String name, int heads, Windows windows, int pretrained) {
		Linear first = layers.linear(name + ".0", HIDDEN, 2);
		Linear second = layers.linear(name + ".2", heads, HIDDEN, false);
		NDManager manager = first.weight().getManager();
		Grid scale = (pretrained > 0) ? new Grid(pretrained, pretrained) : windows.size();
		try (NDManager scope = manager.newSubManager()) {
			for (NDArray weight : new NDArray[] { first.weight(), first.bias(), second.weight() }) {
				weight.attach(scope);
			}
			NDArray hidden = Activation.relu(first.forward(coordinates(scope, windows.size(), scale)));
			NDArray table = Activation.sigmoid(second.forward(hidden)).mul(16); // (positions,h)
			table.attach(manager);
			return table;
		}
	}

	private static NDArray coordinates(NDManager manager, Grid size, Grid scale) {
		int across = 2 * size.columns() - 1;
		int positions = (2 * size.rows() - 1) * across;
		float[] coordinates = new float[2 * positions];
		for (int i = 0; i < positions; i++) {
			coordinates[2 * i] = spaced(i / across - (size.rows() - 1), scale.rows());
			coordinates[2 * i + 1] = spaced(i % across - (size.columns() - 1), scale.columns());
		}
		return manager.create(coordinates, new Shape(positions, 2));
	}

	// The largest distance of the window that the network was trained with becomes
	// log2(9) / 3.
	private static float spaced(int distance, int window) {
		double relative = 8.0 * distance / Math.max(window - 1, 1);
		return (float) (Math.signum(relative) * Math.log(Math.abs(relative) + 1) / Math.log(8));
	}

	/**
	 * Expands a table of biases, which is closed, to the pairs of tokens of a window.
	 * @param table the bias of each relative position, shape (positions, heads)
	 * @param windows the windows
	 * @return the bias of each pair, shape (1, heads, window tokens, window tokens)
	 */
	static NDArray expanded(NDArray table, Windows windows) {
		NDManager manager = table.getManager();
		int heads = Math.toIntExact(table.getShape().get(1));
		int[] positions = windows.relativePositions();
		float[] biases = table.toFloatArray();
		float[] pairs = new float[heads * positions.length];
		for (int head = 0; head < heads; head++) {
			for (int pair = 0; pair < positions.length; pair++) {
				pairs[head * positions.length + pair] = biases[positions[pair] * heads + head];
			}
		}
		table.close();
		int tokens = windows.size().patches();
		return manager.create(pairs, new Shape(1, heads, tokens, tokens));
	}

}
