package io.heatlens.vit.layer;

import ai.djl.ndarray.NDArray;

/**
 * Layer normalisation of the last dimension (Ba et al. 2016).
 *
 * @param weight the scale, shape (dim)
 * @param bias the shift, shape (dim)
 * @param epsilon the number that is added to the variance
 * @param constant whether the standard deviation is a constant of the backward pass
 */
public record LayerNorm(NDArray weight, NDArray bias, float epsilon, boolean constant) implements Layer {

	/** Creates a normalisation whose gradient is exact. */
	public LayerNorm(NDArray weight, NDArray bias, float epsilon) {
		this(weight, bias, epsilon, false);
	}

	@Override
	public NDArray forward(NDArray x) {
		if (this.constant) {
			NDArray centred = x.sub(x.mean(new int[] { -1 }, true));
			// The variance is not recorded, so it may take a Java number.
			NDArray variance = centred.stopGradient().square().mean(new int[] { -1 }, true);
			return centred.div(variance.add(this.epsilon).sqrt()).mul(this.weight).add(this.bias);
		}
		return ai.djl.nn.norm.LayerNorm.layerNorm(x, this.weight.getShape(), this.weight, this.bias, this.epsilon)
			.singletonOrThrow();
	}

	@Override
	public LayerNorm pruned() {
		return new LayerNorm(this.weight, this.bias, this.epsilon, true);
	}

}
