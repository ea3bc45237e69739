package io.heatlens.vit.family;

import java.util.List;
import java.util.stream.IntStream;

import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.layer.LayerNorm;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.transformer.Block;
import io.heatlens.vit.transformer.Head;
import io.heatlens.vit.transformer.PatchEmbedding;
import io.heatlens.vit.transformer.Pooling;
import io.heatlens.vit.transformer.TokenPooling;
import io.heatlens.vit.transformer.VisionTransformer;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * The {@code vit_*} and {@code deit*} architectures of timm, with a fused projection to
 * query, key and value, and pooling of the CLS token or of the mean of the patch tokens.
 * The checkpoint decides which of the CLS, distillation and register tokens there are.
 */
@Component
class TimmVit implements TimmFamily {

	@Override
	public String name() {
		return "timm-vit";
	}

	@Override
	public TimmModule module() {
		return TimmModule.VISION_TRANSFORMER;
	}

	@Override
	public VisionTransformer read(JsonNode json, InputSize input, Checkpoint weights) {
		TimmConfig config = TimmConfig.of(json);
		int dim = (int) weights.shape("patch_embed.proj.weight", 4)[0];
		LayerReader layers = new LayerReader(weights, dim, config.epsilon());
		config.checkDimension("embed_dim", dim);
		PatchEmbedding embedding = TimmEmbedding.take(layers, input, true);
		config.checkDimension("in_chans", (int) embedding.kernel().getShape().get(1));
		List<Block> blocks = IntStream.range(0, TimmBlocks.depth(config, weights))
			.mapToObj(new TimmBlocks(config, layers)::read)
			.toList();
		return new VisionTransformer(embedding, layers.normIfAny("norm_pre"), blocks, head(config, layers));
	}

	private static Head head(TimmConfig config, LayerReader layers) {
		Checkpoint weights = layers.weights();
		LayerNorm norm = layers.normIfAny("norm");
		LayerNorm fcNorm = layers.normIfAny("fc_norm");
		if (norm == null && fcNorm == null && config.finalNorm()) {
			throw new InvalidModelException("the tensor norm.weight is missing");
		}
		long classes = weights.shape("head.weight", 2)[0];
		Linear head = layers.linear("head", classes, layers.dim());
		if (weights.has("head_dist.weight")) {
			Linear distilled = layers.linear("head_dist", classes, layers.dim());
			return new Head(norm, TokenPooling.CLS_AND_DISTILLATION, fcNorm, Linears.averaged(head, distilled));
		}
		return new Head(norm, pooling(config, layers), fcNorm, head);
	}

	private static Pooling pooling(TimmConfig config, LayerReader layers) {
		boolean attends = layers.weights().has("attn_pool.latent");
		String name = config.globalPool(attends ? "map" : layers.weights().has("cls_token") ? "token" : "avg");
		return switch (name) {
			case "token" -> TokenPooling.CLS;
			case "avg" -> config.poolsPrefix() ? TokenPooling.MEAN : TokenPooling.PATCH_MEAN;
			case "map" -> TimmAttentionPool.take(layers, config.heads(layers.dim()),
					layers.activation(config.activation()), config.poolsPrefix());
			default -> throw new InvalidModelException(
					"global_pool should be token, avg or map, but is \"%s\"".formatted(name));
		};
	}

	@Override
	public boolean ignores(String tensor) {
		return tensor.equals("mask_token") || tensor.startsWith("pre_logits.");
	}

}
