package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/**
 * The activations of published checkpoints: x times a gate.
 */
public sealed interface Gelu {

	NDArray forward(NDArray x);

	/**
	 * Computes the gate.
	 * @param x that needs no gradient
	 * @return of its shape
	 */
	NDArray gate(NDArray x);

	/**
	 * x Phi(x), with the error function (Hendrycks and Gimpel 2016).
	 */
	record Exact() implements Gelu {

		@Override
		public NDArray forward(NDArray x) {
			return Activation.gelu(x);
		}

		@Override
		public NDArray gate(NDArray x) {
			return x.mul(Math.sqrt(0.5)).erf().add(1).mul(0.5);
		}

	}

	/**
	 * x sigmoid(1.702 x), as CLIP was trained.
	 *
	 * @param factor 1.702, shape (1)
	 */
	record Quick(NDArray factor) implements Gelu {

		@Override
		public NDArray forward(NDArray x) {
			return x.mul(gate(x));
		}

		@Override
		public NDArray gate(NDArray x) {
			return Activation.sigmoid(x.mul(this.factor));
		}

	}

	/**
	 * The same values, with a gate that has no gradient.
	 *
	 * @param gelu whose gate it is
	 */
	record Pruned(Gelu gelu) implements Gelu {

		@Override
		public NDArray forward(NDArray x) {
			return x.mul(gate(x.stopGradient()));
		}

		@Override
		public NDArray gate(NDArray x) {
			return this.gelu.gate(x);
		}

	}

}
