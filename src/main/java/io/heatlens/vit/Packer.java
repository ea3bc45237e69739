package io.heatlens.vit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.Trunk.Projection;
import io.heatlens.vit.VisionTransformer.Linear;

/**
 * Makes bfloat16 copies of weights.
 *
 * @param kernels that cast and pack
 * @param rows of input that are usual
 * @param manager owns the copies
 */
record Packer(Kernels kernels, long rows, NDManager manager) {

	Projection pack(Linear linear) {
		NDArray bias = linear.bias();
		try (NDArray weight = this.kernels.bfloat16(linear.weight())) {
			NDArray packed = own(this.kernels.pack(weight, this.rows));
			NDArray added = cast(
					(bias != null) ? bias : this.manager.zeros(new Shape(linear.weight().getShape().get(0))));
			return (x) -> this.kernels.linear(x, packed, added);
		}
	}

	LayerNorm cast(LayerNorm norm) {
		return new LayerNorm(cast(norm.weight()), cast(norm.bias()), norm.epsilon(), false);
	}

	Gelu cast(Gelu gelu) {
		return (gelu instanceof Gelu.Quick quick) ? new Gelu.Quick(cast(quick.factor())) : gelu;
	}

	private NDArray cast(NDArray value) {
		return own(this.kernels.bfloat16(value));
	}

	private NDArray own(NDArray array) {
		array.attach(this.manager);
		return array;
	}

}
