package io.heatlens.vit.layer;

import ai.djl.ndarray.NDArray;

/**
 * An MLP whose hidden values are multiplied by an activated gate, such as SwiGLU (Shazeer
 * 2020, equation 6).
 *
 * @param gate the projection to the gate, shape (hidden, dim)
 * @param activation the activation of the gate
 * @param value the projection to the values, shape (hidden, dim)
 * @param fc2 the second layer, shape (dim, hidden)
 */
public record GatedMlp(Linear gate, Activation activation, Linear value, Layer fc2) implements Layer {

	@Override
	public NDArray forward(NDArray tokens) {
		NDArray gate = this.activation.forward(this.gate.forward(tokens));
		return this.fc2.forward(gate.mul(this.value.forward(tokens)));
	}

	@Override
	public Layer pruned() {
		return new Pruned(this.gate, new Activation.Pruned(this.activation), this.value, this.fc2.pruned());
	}

	/**
	 * The same MLP with half of the gradient of the product for each factor, so that the
	 * sum of input times gradient stays the output (Mehri et al. 2025, LibraGrad).
	 *
	 * @param gate the projection to the gate, shape (hidden, dim)
	 * @param activation the pruned activation of the gate
	 * @param value the projection to the values, shape (hidden, dim)
	 * @param fc2 the second layer, shape (dim, hidden)
	 */
	record Pruned(Linear gate, Activation activation, Linear value, Layer fc2) implements Layer {

		@Override
		public NDArray forward(NDArray tokens) {
			NDArray gate = this.activation.forward(this.gate.forward(tokens));
			NDArray value = this.value.forward(tokens);
			NDArray halves = gate.mul(value.stopGradient())
				.stack(gate.stopGradient().mul(value)) // (2,b,n,hidden)
				.mean(new int[] { 0 });
			return this.fc2.forward(halves);
		}

		@Override
		public Layer pruned() {
			return this;
		}

	}

}
