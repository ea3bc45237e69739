package io.heatlens.vit.family.timm;

import java.util.List;

import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.Linears;
import io.heatlens.vit.layer.Activation;
import io.heatlens.vit.layer.GatedMlp;
import io.heatlens.vit.layer.Layer;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.layer.Mlp;

/**
 * Takes the MLP of a block of timm's Vision Transformers. The checkpoint decides whether
 * it is gated, and whether there is a LayerNorm in it.
 */
final class TimmMlp {

	private TimmMlp() {
	}

	/**
	 * Takes the tensors.
	 * @param layers the reader of the checkpoint
	 * @param name the name of the MLP in the checkpoint
	 * @param activation the activation of an MLP without a gate
	 * @param gamma the name of the layer scale, which the checkpoint need not have
	 * @return the MLP
	 */
	static Layer take(LayerReader layers, String name, Activation activation, String gamma) {
		Checkpoint weights = layers.weights();
		int dim = layers.dim();
		long hidden = weights.shape(name + ".fc2.weight", 2)[1];
		Linear linear = layers.scaledIfAny(layers.linear(name + ".fc2", dim, hidden), gamma);
		Layer fc2 = layers.normedIfAny(name + ".norm", linear);
		if (weights.has(name + ".fc1_g.weight")) {
			return new GatedMlp(layers.linear(name + ".fc1_g", hidden, dim), new Activation.Silu(),
					layers.linear(name + ".fc1_x", hidden, dim), fc2);
		}
		if (weights.shape(name + ".fc1.weight", 2)[0] == 2 * hidden) {
			List<Linear> packed = Linears.chunks(layers.linear(name + ".fc1", 2 * hidden, dim), 2);
			return new GatedMlp(packed.get(0), new Activation.Silu(), packed.get(1), fc2);
		}
		return new Mlp(layers.linear(name + ".fc1", hidden, dim), activation, fc2);
	}

}
