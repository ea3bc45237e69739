package io.heatlens.vit.family.huggingface;

import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.Json;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.LogPositionNetwork;
import io.heatlens.vit.family.SwinNames;
import io.heatlens.vit.family.SwinStage;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.input.ProcessorFile;
import io.heatlens.vit.transformer.Block;
import io.heatlens.vit.transformer.CosineSimilarity;
import io.heatlens.vit.transformer.HeadProjection;
import io.heatlens.vit.transformer.VisionTransformer;
import io.heatlens.vit.transformer.Windows;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * Hugging Face's {@code Swinv2ForImageClassification}.
 */
@Component
class HuggingFaceSwinV2 implements HuggingFaceFamily {

	@Override
	public String name() {
		return "hf-swinv2";
	}

	@Override
	public boolean reads(JsonNode config) {
		return HuggingFaceConfig.names(config, "swinv2", "Swinv2ForImageClassification");
	}

	@Override
	public Preprocessing preprocessing(JsonNode config, @Nullable ProcessorFile preprocessor) {
		return HuggingFaceSwin.prepared(config, preprocessor);
	}

	@Override
	public VisionTransformer read(JsonNode config, InputSize input, Checkpoint weights) {
		int width = Json.number(config, "window_size", 7);
		return HuggingFaceSwin.reader(config, weights, SwinNames.huggingFace("swinv2", true), true)
			.read(input, config.path("depths"),
					(stage, name, shifted) -> block(stage, name, windows(stage, width, shifted),
							config.path("pretrained_window_sizes").path(stage.index()).asInt(0)));
	}

	// The rows of the grid decide along both axes.
	private static Windows windows(SwinStage stage, int width, boolean shifted) {
		int size = Math.min(width, stage.grid().rows());
		int shift = (shifted && size < stage.grid().rows()) ? width / 2 : 0;
		return stage.windows(new Grid(size, size), new Grid(shift, shift));
	}

	private static Block block(SwinStage stage, String name, Windows windows, int pretrained) {
		String attention = name + ".attention.self";
		LayerReader layers = stage.layers();
		CosineSimilarity similarity = stage.similarity(attention + ".logit_scale");
		int heads = (int) similarity.factor().getShape().get(0);
		HeadProjection qkv = HuggingFaceSwin.qkv(layers, attention, heads);
		String positions = attention + ".continuous_position_bias_mlp";
		LogPositionNetwork network = LogPositionNetwork.take(layers, positions + ".0", positions + ".2");
		return stage.block(name, qkv, similarity, windows, stage.bias(network, windows, pretrained));
	}

	@Override
	public boolean ignores(String tensor) {
		return tensor.endsWith(".relative_position_index") || tensor.endsWith(".relative_coords_table")
				|| tensor.endsWith(".embeddings.mask_token");
	}

}
