package io.heatlens.vit.family.timm;

import java.util.List;
import java.util.stream.IntStream;

import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.transformer.Block;
import io.heatlens.vit.transformer.PatchEmbedding;
import io.heatlens.vit.transformer.Pooling;
import io.heatlens.vit.transformer.VisionTransformer;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * The {@code vit_*} and {@code deit*} architectures of timm, with a fused projection to
 * query, key and value, and pooling of the CLS token or of the mean of the patch tokens.
 * The checkpoint decides which of the CLS, distillation and register tokens there are.
 */
@Component
public class TimmVit implements TimmFamily {

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
		LayerReader layers = new LayerReader(weights, config.dim(weights), config.epsilon());
		PatchEmbedding embedding = TimmEmbedding.take(config, layers, input, true);
		List<Block> blocks = IntStream.range(0, TimmBlocks.depth(config, weights))
			.mapToObj(new TimmBlocks(config, layers)::read)
			.toList();
		return new VisionTransformer(embedding, layers.normIfAny("norm_pre"), blocks,
				TimmHead.take(config, layers, pooling(config, layers), config.finalNorm()));
	}

	private static Pooling pooling(TimmConfig config, LayerReader layers) {
		boolean attends = layers.weights().has("attn_pool.latent");
		String name = config.globalPool(attends ? "map" : layers.weights().has("cls_token") ? "token" : "avg");
		return name.equals("map") ? TimmAttentionPool.take(layers, config.heads(layers.dim()),
				layers.activation(config.activation()), config.poolsPrefix())
				: TimmHead.pooling(name, config.poolsPrefix());
	}

	@Override
	public boolean ignores(String tensor) {
		return tensor.equals("mask_token") || tensor.startsWith("pre_logits.");
	}

}
