package io.heatlens.vit.transformer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.layer.Activation;
import io.heatlens.vit.layer.GatedMlp;
import io.heatlens.vit.layer.Layer;
import io.heatlens.vit.layer.LayerNorm;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.layer.Mlp;
import io.heatlens.vit.layer.NormedLinear;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a block that {@link Kernels} can run: a pre-norm block with global
 * attention, of whatever positions, and an MLP with or without a gate.
 *
 * @param norm1 the LayerNorm before the attention
 * @param qkv the projection to queries, keys and values
 * @param bias the bias of the scores, shape (1, heads, tokens, tokens), or null
 * @param rotary the rotary positions, or null
 * @param projection the projection of the concatenated heads
 * @param norm2 the LayerNorm before the MLP
 * @param fc1 the first layer of the MLP, or its gate
 * @param activation the activation of the first layer
 * @param value the values that are multiplied by the gate, or null
 * @param fc2 the second layer of the MLP
 */
record FusibleBlock(LayerNorm norm1, HeadProjection qkv, @Nullable NDArray bias, @Nullable Rotary rotary,
		Layer projection, LayerNorm norm2, Linear fc1, Activation activation, @Nullable Linear value, Layer fc2) {

	/**
	 * Finds the parts of a block.
	 * @param block the block
	 * @return its parts, or empty if the kernels cannot run it
	 */
	static Optional<FusibleBlock> of(Block block) {
		if (!(block instanceof PreNormBlock pre)) {
			return Optional.empty();
		}
		if (pre.mlp() instanceof Mlp mlp) {
			return of(pre, mlp.fc1(), mlp.activation(), null, mlp.fc2());
		}
		if (pre.mlp() instanceof GatedMlp mlp) {
			return of(pre, mlp.gate(), mlp.activation(), mlp.value(), mlp.fc2());
		}
		return Optional.empty();
	}

	private static Optional<FusibleBlock> of(PreNormBlock block, Linear fc1, Activation activation,
			@Nullable Linear value, Layer fc2) {
		if (block.attention() instanceof MultiHeadAttention plain) {
			return Optional.of(new FusibleBlock(block.norm1(), plain.qkv(), null, null, plain.projection(),
					block.norm2(), fc1, activation, value, fc2));
		}
		if (block.attention() instanceof RelativeAttention relative) {
			return Optional.of(new FusibleBlock(block.norm1(), relative.qkv(), relative.bias(), null,
					relative.projection(), block.norm2(), fc1, activation, value, fc2));
		}
		if (block.attention() instanceof TransformedAttention turned && turned.transforms().size() == 1
				&& turned.transforms().get(0) instanceof Rotary rotary) {
			return Optional.of(new FusibleBlock(block.norm1(), turned.qkv(), null, rotary, turned.projection(),
					block.norm2(), fc1, activation, value, fc2));
		}
		return Optional.empty();
	}

	/**
	 * What has to be the same in all blocks of a model.
	 * @return the form of the block
	 */
	Form form() {
		return new Form(this.qkv.heads(), this.norm1.epsilon(), name(this.activation), this.value != null,
				this.projection instanceof NormedLinear, this.fc2 instanceof NormedLinear, this.bias != null,
				this.rotary != null);
	}

	/**
	 * The name of an activation in the kernels.
	 * @param activation the activation
	 * @return the name that the kernels take
	 */
	static String name(Activation activation) {
		if (activation instanceof Activation.TanhGelu) {
			return "tanh_gelu";
		}
		if (activation instanceof Activation.QuickGelu) {
			return "quick_gelu";
		}
		if (activation instanceof Activation.Silu) {
			return "swish";
		}
		return (activation instanceof Activation.Relu) ? "relu" : "gelu";
	}

	/**
	 * The weights in the order of the computation.
	 * @param manager the manager that owns the zeros for missing biases
	 * @return weight and bias of norm1, qkv, the norm before the projection if there is
	 * one, the projection, norm2, fc1, the values if there is a gate, the norm before fc2
	 * if there is one, and fc2
	 */
	List<NDArray> weights(NDManager manager) {
		List<NDArray> weights = new ArrayList<>();
		add(this.norm1, weights);
		add(this.qkv.linear(), weights, manager);
		add(this.projection, weights, manager);
		add(this.norm2, weights);
		add(this.fc1, weights, manager);
		if (this.value != null) {
			add(this.value, weights, manager);
		}
		add(this.fc2, weights, manager);
		return weights;
	}

	private static void add(LayerNorm norm, List<NDArray> weights) {
		weights.add(norm.weight());
		weights.add(norm.bias());
	}

	private static void add(Layer layer, List<NDArray> weights, NDManager manager) {
		Linear linear;
		if (layer instanceof NormedLinear normed) {
			add(normed.norm(), weights);
			linear = normed.linear();
		}
		else {
			linear = (Linear) layer;
		}
		weights.add(linear.weight());
		weights
			.add((linear.bias() != null) ? linear.bias() : manager.zeros(new Shape(linear.weight().getShape().get(0))));
	}

	/**
	 * The form of a block.
	 *
	 * @param heads the number of attention heads
	 * @param epsilon the epsilon of every LayerNorm
	 * @param activation the name of the activation in the kernels
	 * @param gated whether the MLP has a gate
	 * @param normedProjection whether there is a LayerNorm before the projection
	 * @param normedMlp whether there is a LayerNorm before the second layer of the MLP
	 * @param biased whether the scores have a bias
	 * @param turned whether queries and keys are turned by their position
	 */
	record Form(int heads, float epsilon, String activation, boolean gated, boolean normedProjection, boolean normedMlp,
			boolean biased, boolean turned) {
	}

}
