package io.heatlens.vit.family.timm;

import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.family.Classifiers;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.Linears;
import io.heatlens.vit.layer.LayerNorm;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.transformer.Head;
import io.heatlens.vit.transformer.Pooling;
import io.heatlens.vit.transformer.TokenPooling;

/**
 * Takes the head of timm's architectures. The checkpoint decides whether tokens are
 * normalised before or after they are pooled, and whether there is a second classifier,
 * that of the distillation token.
 */
final class TimmHead {

	private TimmHead() {
	}

	/**
	 * Takes the tensors.
	 * @param config the configuration, which says whether there is a classifier
	 * @param layers the reader of the checkpoint
	 * @param pooling what the classifier reads
	 * @param normed whether the architecture has a LayerNorm before or after the pooling
	 * @return the head
	 * @throws InvalidModelException if there is no LayerNorm, but there should be one
	 */
	static Head take(TimmConfig config, LayerReader layers, Pooling pooling, boolean normed) {
		Checkpoint weights = layers.weights();
		LayerNorm norm = layers.normIfAny("norm");
		LayerNorm fcNorm = layers.normIfAny("fc_norm");
		if (normed && norm == null && fcNorm == null) {
			throw new InvalidModelException("the tensor norm.weight is missing, and there is no fc_norm.weight");
		}
		if (!config.classifies()) {
			return new Head(norm, pooling, fcNorm, null);
		}
		Linear head = Classifiers.take(layers, "head", layers.dim());
		if (weights.has("head_dist.weight")) {
			Linear distilled = layers.linear("head_dist", head.weight().getShape().get(0), layers.dim());
			return new Head(norm, TokenPooling.CLS_AND_DISTILLATION, fcNorm, Linears.averaged(head, distilled));
		}
		return new Head(norm, pooling, fcNorm, head);
	}

	/**
	 * Finds the pooling of tokens by its name.
	 * @param name the name, {@code token} or {@code avg}
	 * @param readsPrefix whether the mean is that of all tokens, not of the patches alone
	 * @return the pooling
	 * @throws InvalidModelException if the name is another
	 */
	static TokenPooling pooling(String name, boolean readsPrefix) {
		return switch (name) {
			case "token" -> TokenPooling.CLS;
			case "avg" -> readsPrefix ? TokenPooling.MEAN : TokenPooling.PATCH_MEAN;
			default -> throw new InvalidModelException(
					"global_pool should be token or avg, or map if there is attention pooling, but is \"%s\""
						.formatted(name));
		};
	}

}
