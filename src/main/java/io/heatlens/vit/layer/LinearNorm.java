package io.heatlens.vit.layer;

import ai.djl.ndarray.NDArray;

/**
 * A linear layer with a LayerNorm after it.
 *
 * @param linear the linear layer, shape (out, in)
 * @param norm the LayerNorm, shape (out)
 */
public record LinearNorm(Linear linear, LayerNorm norm) implements Layer {

	@Override
	public NDArray forward(NDArray x) {
		return this.norm.forward(this.linear.forward(x));
	}

	@Override
	public LinearNorm pruned() {
		return new LinearNorm(this.linear, this.norm.pruned());
	}

}
