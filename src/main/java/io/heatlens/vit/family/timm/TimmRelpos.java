package io.heatlens.vit.family.timm;

import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.LogPositionNetwork;
import io.heatlens.vit.family.RelativePositions;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.layer.Layer;
import io.heatlens.vit.transformer.Attention;
import io.heatlens.vit.transformer.Block;
import io.heatlens.vit.transformer.PatchEmbedding;
import io.heatlens.vit.transformer.PostNormBlock;
import io.heatlens.vit.transformer.PreNormBlock;
import io.heatlens.vit.transformer.RelativeAttention;
import io.heatlens.vit.transformer.VisionTransformer;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * The {@code vit_relpos_*} and {@code vit_srelpos_*} architectures of timm: a small
 * network or a table that gives the bias of relative positions, in each block or shared
 * by all blocks, and blocks that normalise before or after ({@code rpn}) their layers.
 */
@Component
class TimmRelpos implements TimmFamily {

	@Override
	public String name() {
		return "timm-relpos";
	}

	@Override
	public TimmModule module() {
		return TimmModule.VISION_TRANSFORMER_RELPOS;
	}

	@Override
	public VisionTransformer read(JsonNode json, InputSize input, Checkpoint weights) {
		TimmConfig config = TimmConfig.of(json);
		LayerReader layers = new LayerReader(weights, config.dim(weights), config.epsilon());
		PatchEmbedding embedding = TimmEmbedding.take(config, layers, input, false);
		RelativePositions positions = new RelativePositions(embedding.grid(), embedding.prefixTokens() == 1);
		boolean common = weights.has("shared_rel_pos.mlp.fc1.weight")
				|| weights.has("shared_rel_pos.relative_position_bias_table");
		NDArray shared = common ? bias(layers, "shared_rel_pos", positions) : null;
		List<Block> blocks = IntStream.range(0, TimmBlocks.depth(config, weights))
			.mapToObj((i) -> block(config, layers, "blocks." + i,
					(shared != null) ? shared : bias(layers, "blocks." + i + ".attn.rel_pos", positions)))
			.toList();
		// A CLS token is read only by the architectures that are named after it.
		String pool = config.globalPool(config.architecture().contains("_cls_") ? "token" : "avg");
		return new VisionTransformer(embedding, null, blocks,
				TimmHead.take(config, layers, TimmHead.pooling(pool, false), true));
	}

	private static NDArray bias(LayerReader layers, String name, RelativePositions positions) {
		String table = name + ".relative_position_bias_table";
		return layers.weights().has(table) ? positions.take(layers, table)
				: LogPositionNetwork.take(layers, name + ".mlp.fc1", name + ".mlp.fc2")
					.bias(positions, positions.grid());
	}

	private static Block block(TimmConfig config, LayerReader layers, String name, NDArray bias) {
		int dim = layers.dim();
		int heads = (int) bias.getShape().get(1);
		config.checkDimension("num_heads", heads);
		Attention attention = new RelativeAttention(layers.heads(layers.qkv(name + ".attn"), heads), bias,
				layers.scaledIfAny(layers.linear(name + ".attn.proj", dim, dim), name + ".ls1.gamma"));
		Layer mlp = TimmMlp.take(layers, name + ".mlp", layers.activation(config.activation()), name + ".ls2.gamma");
		return config.postNorm()
				? new PostNormBlock(attention, layers.norm(name + ".norm1"), mlp, layers.norm(name + ".norm2"))
				: new PreNormBlock(layers.norm(name + ".norm1"), attention, layers.norm(name + ".norm2"), mlp);
	}

	@Override
	public boolean ignores(String tensor) {
		return false;
	}

}
