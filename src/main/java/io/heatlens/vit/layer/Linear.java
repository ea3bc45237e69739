package io.heatlens.vit.layer;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * A linear layer, which maps the last dimension.
 *
 * @param weight shape (out, in)
 * @param bias shape (out), or null
 */
public record Linear(NDArray weight, @Nullable NDArray bias) implements Layer {

	@Override
	public NDArray forward(NDArray x) {
		return ai.djl.nn.core.Linear.linear(x, this.weight, this.bias).singletonOrThrow();
	}

	@Override
	public Linear pruned() {
		return this;
	}

}
