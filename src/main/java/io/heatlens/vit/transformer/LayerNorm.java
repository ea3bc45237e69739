package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;

/**
 * Normalises the last dimension (Ba et al. 2016).
 *
 * @param weight shape (dim)
 * @param bias shape (dim)
 * @param epsilon added to the variance
 * @param constant whether the deviation has no gradient
 */
public record LayerNorm(NDArray weight, NDArray bias, float epsilon, boolean constant) {

	NDArray forward(NDArray x) {
		if (this.constant) {
			NDArray centred = x.sub(x.mean(new int[] { -1 }, true));
			// numbers do no harm where nothing is recorded
			NDArray variance = centred.stopGradient().square().mean(new int[] { -1 }, true);
			return centred.div(variance.add(this.epsilon).sqrt()).mul(this.weight).add(this.bias);
		}
		return ai.djl.nn.norm.LayerNorm.layerNorm(x, this.weight.getShape(), this.weight, this.bias, this.epsilon)
			.singletonOrThrow();
	}

	LayerNorm pruned() {
		return new LayerNorm(this.weight, this.bias, this.epsilon, true);
	}

}
