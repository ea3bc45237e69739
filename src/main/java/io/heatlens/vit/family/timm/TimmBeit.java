package io.heatlens.vit.family.timm;

import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.RelativePositions;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.transformer.Block;
import io.heatlens.vit.transformer.PatchEmbedding;
import io.heatlens.vit.transformer.PreNormBlock;
import io.heatlens.vit.transformer.RelativeAttention;
import io.heatlens.vit.transformer.VisionTransformer;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * The {@code beit_*} and {@code beitv2_*} architectures of timm (Bao et al. 2022, Peng et
 * al. 2022): a table of relative positions and layer scale in each block, no bias of the
 * keys, and a head on the mean of the patch tokens.
 */
@Component
class TimmBeit implements TimmFamily {

	@Override
	public String name() {
		return "timm-beit";
	}

	@Override
	public TimmModule module() {
		return TimmModule.BEIT;
	}

	@Override
	public VisionTransformer read(JsonNode json, InputSize input, Checkpoint weights) {
		TimmConfig config = TimmConfig.of(json);
		LayerReader layers = new LayerReader(weights, config.dim(weights), config.epsilon());
		PatchEmbedding embedding = TimmEmbedding.take(config, layers, input,
				config.argument("use_abs_pos_emb").asBoolean(false));
		RelativePositions positions = new RelativePositions(embedding.grid(), true);
		List<Block> blocks = IntStream.range(0, TimmBlocks.depth(config, weights))
			.mapToObj((i) -> block(config, layers, "blocks." + i, positions))
			.toList();
		return new VisionTransformer(embedding, null, blocks,
				TimmHead.take(config, layers, TimmHead.pooling(config.globalPool("avg"), false), true));
	}

	private static Block block(TimmConfig config, LayerReader layers, String name, RelativePositions positions) {
		int dim = layers.dim();
		NDArray bias = positions.take(layers, name + ".attn.relative_position_bias_table");
		int heads = (int) bias.getShape().get(1);
		config.checkDimension("num_heads", heads);
		return new PreNormBlock(layers.norm(name + ".norm1"),
				new RelativeAttention(layers.heads(layers.qkv(name + ".attn"), heads), bias,
						layers.scaledIfAny(layers.linear(name + ".attn.proj", dim, dim), name + ".gamma_1")),
				layers.norm(name + ".norm2"),
				TimmMlp.take(layers, name + ".mlp", layers.activation(config.activation()), name + ".gamma_2"));
	}

	@Override
	public boolean ignores(String tensor) {
		return tensor.equals("mask_token") || tensor.endsWith(".relative_position_index");
	}

}
