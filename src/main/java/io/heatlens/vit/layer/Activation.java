package io.heatlens.vit.layer;

import ai.djl.ndarray.NDArray;

/**
 * The activations of published checkpoints, all of which are x times a gate.
 */
public sealed interface Activation {

	/**
	 * Computes the activation.
	 * @param x the input, of any shape
	 * @return the activation of each element, of the shape of x
	 */
	default NDArray forward(NDArray x) {
		return x.mul(gate(x));
	}

	/**
	 * Computes the gate.
	 * @param x the input, of any shape
	 * @return the gate of each element, of the shape of x
	 */
	NDArray gate(NDArray x);

	/**
	 * The exact GELU, x Phi(x), by the error function (Hendrycks and Gimpel 2016).
	 */
	record Gelu() implements Activation {

		@Override
		public NDArray forward(NDArray x) {
			return ai.djl.nn.Activation.gelu(x);
		}

		// Takes Java numbers, so that x must not be part of a graph.
		@Override
		public NDArray gate(NDArray x) {
			return x.mul(Math.sqrt(0.5)).erf().add(1).mul(0.5);
		}

	}

	/**
	 * The approximation of the GELU by the hyperbolic tangent (Hendrycks and Gimpel
	 * 2016): x (1 + tanh(z)) / 2 with z = sqrt(2 / pi) (x + 0.044715 x^3), which is x
	 * sigmoid(2 z).
	 *
	 * @param linear the factor of x in 2 z, shape (1)
	 * @param cubic the factor of x^3 in 2 z, shape (1)
	 */
	record TanhGelu(NDArray linear, NDArray cubic) implements Activation {

		/** The factor of x in 2 z. */
		public static final double LINEAR = 2 * Math.sqrt(2 / Math.PI);

		/** The factor of x^3 in 2 z. */
		public static final double CUBIC = 0.044715 * LINEAR;

		@Override
		public NDArray gate(NDArray x) {
			return ai.djl.nn.Activation.sigmoid(x.square().mul(this.cubic).add(this.linear).mul(x));
		}

	}

	/**
	 * The quick GELU, x sigmoid(1.702 x), with which CLIP was trained.
	 *
	 * @param factor the number 1.702, shape (1)
	 */
	record QuickGelu(NDArray factor) implements Activation {

		@Override
		public NDArray gate(NDArray x) {
			return ai.djl.nn.Activation.sigmoid(x.mul(this.factor));
		}

	}

	/**
	 * The sigmoid linear unit, x sigmoid(x) (Hendrycks and Gimpel 2016), also called
	 * swish.
	 */
	record Silu() implements Activation {

		@Override
		public NDArray gate(NDArray x) {
			return ai.djl.nn.Activation.sigmoid(x);
		}

	}

	/**
	 * The rectified linear unit, max(x, 0).
	 */
	record Relu() implements Activation {

		@Override
		public NDArray forward(NDArray x) {
			return ai.djl.nn.Activation.relu(x);
		}

		// Takes a Java number, so that x must not be part of a graph.
		@Override
		public NDArray gate(NDArray x) {
			return x.gt(0).toType(x.getDataType(), false);
		}

	}

	/**
	 * The same activation with a gate that is a constant of the backward pass.
	 *
	 * @param activation the activation
	 */
	record Pruned(Activation activation) implements Activation {

		@Override
		public NDArray gate(NDArray x) {
			return this.activation.gate(x.stopGradient());
		}

	}

}
