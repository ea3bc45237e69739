package io.heatlens.explain.perturbation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.heatlens.explain.method.RawMap;
import io.heatlens.vit.input.Grid;

/**
 * Sums channels by weights that were measured one by one.
 */
final class ChannelWeights {

	private ChannelWeights() {
	}

	/**
	 * Computes the weighted sum of the first channels.
	 * @param grid the grid of the layer
	 * @param channels the activations by channel, shape (dim, patches) or (dim, rows,
	 * columns)
	 * @param weights the weights of the first channels, at most as many as there are
	 * channels
	 * @return the map of those channels
	 */
	static RawMap map(Grid grid, NDArray channels, double[] weights) {
		float[] values = new float[weights.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) weights[i];
		}
		NDArray maps = channels.get(":" + weights.length).reshape(weights.length, -1); // (n,p)
		NDArray sum = channels.getManager().create(values, new Shape(1, values.length)).matMul(maps); // (1,p)
		return RawMap.of(grid, sum).get(0);
	}

}
