package io.heatlens.vit.family;

import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.layer.LayerNorm;
import io.heatlens.vit.transformer.Head;
import io.heatlens.vit.transformer.TokenPooling;

/**
 * Takes the head of timm's architectures that pool the CLS token or the mean of the patch
 * tokens. The checkpoint decides whether tokens are normalised before or after that.
 */
final class TimmHead {

	private TimmHead() {
	}

	/**
	 * Takes the tensors.
	 * @param layers the reader of the checkpoint
	 * @param pool the name of the pooling, {@code token} or {@code avg}
	 * @return the head
	 * @throws InvalidModelException if the pooling is another, or if there is no
	 * LayerNorm
	 */
	static Head take(LayerReader layers, String pool) {
		LayerNorm norm = layers.normIfAny("norm");
		LayerNorm fcNorm = layers.normIfAny("fc_norm");
		if (norm == null && fcNorm == null) {
			throw new InvalidModelException("the tensor norm.weight is missing, and there is no fc_norm.weight");
		}
		long classes = layers.weights().shape("head.weight", 2)[0];
		return new Head(norm, pooling(pool), fcNorm, layers.linear("head", classes, layers.dim()));
	}

	private static TokenPooling pooling(String name) {
		return switch (name) {
			case "token" -> TokenPooling.CLS;
			case "avg" -> TokenPooling.PATCH_MEAN;
			default ->
				throw new InvalidModelException("global_pool should be token or avg, but is \"%s\"".formatted(name));
		};
	}

}
