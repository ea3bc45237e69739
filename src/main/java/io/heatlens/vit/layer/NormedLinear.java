package io.heatlens.vit.layer;

import ai.djl.ndarray.NDArray;

/**
 * A linear layer with a LayerNorm before it: the second layer of an MLP or the projection
 * of the attention in models with sub-layer normalisation (Wang et al. 2022, Foundation
 * Transformers).
 *
 * @param norm the LayerNorm, shape (in)
 * @param linear the linear layer, shape (out, in)
 */
public record NormedLinear(LayerNorm norm, Linear linear) implements Layer {

	@Override
	public NDArray forward(NDArray x) {
		return this.linear.forward(this.norm.forward(x));
	}

	@Override
	public NormedLinear pruned() {
		return new NormedLinear(this.norm.pruned(), this.linear);
	}

}
