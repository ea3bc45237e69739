package io.heatlens.vit.layer;

import ai.djl.ndarray.NDArray;

/**
 * A part of the network that transforms each token by itself.
 */
public interface Layer {

	/**
	 * Applies the layer.
	 * @param x the tokens, shape (..., in)
	 * @return the transformed tokens, shape (..., out), on the manager of {@code x}
	 */
	NDArray forward(NDArray x);

	/**
	 * Creates a copy with {@link BackwardRule#PRUNED}.
	 * @return the layer with the same weights
	 */
	Layer pruned();

}
