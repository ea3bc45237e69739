package io.heatlens.vit.layer;

import ai.djl.ndarray.NDArray;

/**
 * Two layers with an activation between them.
 *
 * @param fc1 the first layer, shape (hidden, dim)
 * @param activation the activation
 * @param fc2 the second layer, shape (dim, hidden)
 */
public record Mlp(Linear fc1, Activation activation, Layer fc2) implements Layer {

	@Override
	public NDArray forward(NDArray tokens) {
		return this.fc2.forward(this.activation.forward(this.fc1.forward(tokens)));
	}

	@Override
	public Mlp pruned() {
		return new Mlp(this.fc1, new Activation.Pruned(this.activation), this.fc2.pruned());
	}

}
