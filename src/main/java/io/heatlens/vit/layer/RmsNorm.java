package io.heatlens.vit.layer;

import ai.djl.ndarray.NDArray;

/**
 * Root mean square normalisation of the last dimension (Zhang and Sennrich 2019).
 *
 * @param weight the scale, shape (dim)
 * @param epsilon the number that is added to the mean square, shape (1)
 * @param constant whether the root is a constant of the backward pass
 */
public record RmsNorm(NDArray weight, NDArray epsilon, boolean constant) implements Layer {

	@Override
	public NDArray forward(NDArray x) {
		NDArray read = this.constant ? x.stopGradient() : x;
		return x.div(read.square().mean(new int[] { -1 }, true).add(this.epsilon).sqrt()).mul(this.weight);
	}

	@Override
	public RmsNorm pruned() {
		return new RmsNorm(this.weight, this.epsilon, true);
	}

}
