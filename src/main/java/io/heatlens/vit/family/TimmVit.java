package io.heatlens.vit.family;

import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.transformer.Block;
import io.heatlens.vit.transformer.Head;
import io.heatlens.vit.transformer.LayerNorm;
import io.heatlens.vit.transformer.Linear;
import io.heatlens.vit.transformer.PatchEmbedding;
import io.heatlens.vit.transformer.Pooling;
import io.heatlens.vit.transformer.TokenPooling;
import io.heatlens.vit.transformer.VisionTransformer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * The {@code vit_*} and {@code deit*} architectures of timm, with a fused projection to
 * query, key and value, and pooling of the CLS token or of the mean of the patch tokens.
 * The checkpoint decides which of the CLS, distillation and register tokens there are.
 */
@Component
class TimmVit implements ModelFamily {

	@Override
	public String name() {
		return "timm-vit";
	}

	@Override
	public boolean reads(JsonNode config) {
		return TimmModule.VISION_TRANSFORMER.defines(config);
	}

	@Override
	public Preprocessing preprocessing(JsonNode config, @Nullable JsonNode preprocessor) {
		return TimmConfig.of(config).preprocessing();
	}

	@Override
	public VisionTransformer read(JsonNode json, InputSize input, Checkpoint weights) {
		TimmConfig config = TimmConfig.of(json);
		int dim = (int) weights.shape("patch_embed.proj.weight", 4)[0];
		LayerReader layers = new LayerReader(weights, dim, config.epsilon());
		config.checkDimension("embed_dim", dim);
		PatchEmbedding embedding = embedding(layers, input);
		config.checkDimension("in_chans", (int) embedding.kernel().getShape().get(1));
		int depth = (int) IntStream.range(0, 1000).takeWhile((i) -> weights.has(TimmBlocks.norm(weights, i))).count();
		config.checkDimension("depth", depth);
		if (depth == 0) {
			throw new InvalidModelException("the tensor blocks.0.norm1.weight is missing");
		}
		LayerNorm preNorm = weights.has("norm_pre.weight") ? layers.norm("norm_pre") : null;
		List<Block> blocks = IntStream.range(0, depth).mapToObj(new TimmBlocks(config, layers)::read).toList();
		return new VisionTransformer(embedding, preNorm, blocks, head(config, layers));
	}

	private static PatchEmbedding embedding(LayerReader layers, InputSize input) {
		long[] kernel = layers.weights().shape("patch_embed.proj.weight", 4);
		NDArray weight = layers.take("patch_embed.proj.weight", layers.dim(), ModelFamily.channels((int) kernel[1]),
				kernel[2], kernel[3]);
		NDArray bias = layers.weights().has("patch_embed.proj.bias")
				? layers.take("patch_embed.proj.bias", layers.dim()) : null;
		Grid grid = input.grid((int) kernel[2], (int) kernel[3]);
		NDArray prefix = prefix(layers);
		long tokens = prefix.getShape().get(1);
		// The configuration does not always have no_embed_class, but the number of
		// positions tells whether prefix tokens have some.
		boolean shared = layers.weights().shape("pos_embed", 3)[1] == tokens + grid.patches();
		long own = shared ? tokens : 0;
		NDArray positions = layers.take("pos_embed", 1, own + grid.patches(), layers.dim());
		return new PatchEmbedding(weight, bias, shared ? prefix.add(positions.get(":, :" + own)) : prefix,
				positions.get(":, " + own + ":"), grid);
	}

	private static NDArray prefix(LayerReader layers) {
		NDList tokens = new NDList(layers.weights().noTokens(layers.dim()));
		for (String name : List.of("cls_token", "dist_token", "reg_token")) {
			if (layers.weights().has(name)) {
				tokens.add(layers.take(name, 1, layers.weights().shape(name, 3)[1], layers.dim()));
			}
		}
		return NDArrays.concat(tokens, 1); // (1,m,d)
	}

	private static Head head(TimmConfig config, LayerReader layers) {
		Checkpoint weights = layers.weights();
		LayerNorm norm = weights.has("norm.weight") ? layers.norm("norm") : null;
		LayerNorm fcNorm = weights.has("fc_norm.weight") ? layers.norm("fc_norm") : null;
		if (norm == null && fcNorm == null && config.finalNorm()) {
			throw new InvalidModelException("the tensor norm.weight is missing");
		}
		long classes = weights.shape("head.weight", 2)[0];
		Linear head = layers.linear("head", classes, layers.dim());
		if (weights.has("head_dist.weight")) {
			Linear distilled = layers.linear("head_dist", classes, layers.dim());
			return new Head(norm, TokenPooling.CLS_AND_DISTILLATION, fcNorm, layers.averaged(head, distilled));
		}
		return new Head(norm, pooling(config, layers), fcNorm, head);
	}

	private static Pooling pooling(TimmConfig config, LayerReader layers) {
		boolean attends = layers.weights().has("attn_pool.latent");
		String name = config.globalPool(attends ? "map" : layers.weights().has("cls_token") ? "token" : "avg");
		return switch (name) {
			case "token" -> TokenPooling.CLS;
			case "avg" -> config.poolsPrefix() ? TokenPooling.MEAN : TokenPooling.PATCH_MEAN;
			case "map" ->
				TimmAttentionPool.read(layers, config.heads(layers.dim()), config.activation(), config.poolsPrefix());
			default -> throw new InvalidModelException(
					"global_pool should be token, avg or map, but is \"%s\"".formatted(name));
		};
	}

	@Override
	public List<@Nullable String> labels(JsonNode config) {
		return ConfiguredLabels.ofTimm(config);
	}

	@Override
	public boolean ignores(String tensor) {
		return tensor.equals("mask_token") || tensor.startsWith("pre_logits.");
	}

	@Override
	public boolean needsPreprocessor() {
		return false;
	}

}
