package io.heatlens.vit.family.timm;

import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.SwinNames;
import io.heatlens.vit.family.SwinReader;
import io.heatlens.vit.family.SwinStage;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.transformer.Block;
import io.heatlens.vit.transformer.VisionTransformer;
import io.heatlens.vit.transformer.Windows;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * The {@code swin_*} architectures of timm, with Swin-S3 (Liu et al. 2021, Chen et al.
 * 2021). The tensors tell the number of heads and the size of the windows of each stage.
 */
@Component
class TimmSwin implements TimmFamily {

	private static final float EPSILON = 1e-5f;

	@Override
	public String name() {
		return "timm-swin";
	}

	@Override
	public TimmModule module() {
		return TimmModule.SWIN_TRANSFORMER;
	}

	@Override
	public VisionTransformer read(JsonNode json, InputSize input, Checkpoint weights) {
		TimmConfig config = TimmConfig.of(json);
		check(config);
		return new SwinReader(weights, TimmSwin.names(config), false, "gelu", EPSILON).read(input,
				config.argument("depths"), TimmSwin::block);
	}

	/**
	 * Makes sure that no argument changes the computation.
	 * @param config the configuration of a Swin Transformer
	 * @throws InvalidModelException if windows are padded, or if the head does not read
	 * the mean of all tokens
	 */
	static void check(TimmConfig config) {
		if (config.argument("always_partition").asBoolean(false)) {
			throw new InvalidModelException("model_args.always_partition is true, which is not supported");
		}
		if (!config.globalPool("avg").equals("avg")) {
			throw new InvalidModelException(
					"global_pool should be avg, but is \"%s\"".formatted(config.globalPool("avg")));
		}
	}

	static SwinNames names(TimmConfig config) {
		return config.classifies() ? SwinNames.TIMM : SwinNames.TIMM.withoutClassifier();
	}

	private static Block block(SwinStage stage, String name, boolean shifted) {
		LayerReader layers = stage.layers();
		String table = name + ".attn.relative_position_bias_table";
		long[] shape = layers.weights().shape(table, 2);
		boolean biased = layers.weights().has(name + ".attn.qkv.bias");
		Linear qkv = layers.linear(name + ".attn.qkv", 3L * layers.dim(), layers.dim(), biased);
		Windows windows = stage.windows(stage.windowSize(shape[0]), shifted);
		return stage.block(name, layers.heads(qkv, (int) shape[1]), windows,
				stage.positions(windows).take(layers, table));
	}

	@Override
	public boolean ignores(String tensor) {
		return tensor.endsWith(".relative_position_index") || tensor.endsWith(".attn_mask");
	}

}
