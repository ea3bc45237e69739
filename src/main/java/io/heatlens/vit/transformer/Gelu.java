package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/**
 * The activations of published checkpoints, all of which are x times a gate.
 */
public sealed interface Gelu {

	/**
	 * Computes the activation.
	 * @param x the input, of any shape
	 * @return the activation of each element, of the shape of x
	 */
	NDArray forward(NDArray x);

	/**
	 * Computes the gate.
	 * @param x the input, of any shape, which must not be part of a graph
	 * @return the gate of each element, of the shape of x
	 */
	NDArray gate(NDArray x);

	/**
	 * The exact GELU, x Phi(x), by the error function (Hendrycks and Gimpel 2016).
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
	 * The quick GELU, x sigmoid(1.702 x), with which CLIP was trained.
	 *
	 * @param factor the number 1.702, shape (1)
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
	 * The same activation with a gate that is a constant of the backward pass.
	 *
	 * @param gelu the activation
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
