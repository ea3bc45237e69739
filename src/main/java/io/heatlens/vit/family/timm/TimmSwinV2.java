package io.heatlens.vit.family.timm;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.LogPositionNetwork;
import io.heatlens.vit.family.SwinReader;
import io.heatlens.vit.family.SwinStage;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.transformer.Block;
import io.heatlens.vit.transformer.CosineSimilarity;
import io.heatlens.vit.transformer.VisionTransformer;
import io.heatlens.vit.transformer.Windows;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * The {@code swinv2_*} architectures of timm (Liu et al. 2022), whose name tells the size
 * of the windows: {@code swinv2_base_window12to16_192to256} has windows of 16 x 16, and
 * was trained before with windows of 12 x 12 and images of 192 x 192.
 */
@Component
class TimmSwinV2 implements TimmFamily {

	private static final float EPSILON = 1e-5f;

	private static final Pattern NAME = Pattern
		.compile("swinv2_.*_window(\\d+)(?:to(\\d+))?_(\\d+)(?:to\\d+)?(?:_.*)?");

	@Override
	public String name() {
		return "timm-swinv2";
	}

	@Override
	public TimmModule module() {
		return TimmModule.SWIN_TRANSFORMER_V2;
	}

	@Override
	public VisionTransformer read(JsonNode json, InputSize input, Checkpoint weights) {
		TimmConfig config = TimmConfig.of(json);
		TimmSwin.check(config);
		Grid window = window(config);
		return new SwinReader(weights, TimmSwin.names(config), true, config.activation(), EPSILON).read(input,
				config.argument("depths"), (stage, name, shifted) -> block(stage, name, stage.windows(window, shifted),
						pretrained(config, stage.index())));
	}

	private static Grid window(TimmConfig config) {
		JsonNode window = config.argument("window_size");
		if (!window.isMissingNode()) {
			InputSize size = InputSize.read(window, new InputSize(1, 1));
			return new Grid(size.height(), size.width());
		}
		Matcher matcher = NAME.matcher(config.architecture());
		if (!matcher.matches()) {
			throw new InvalidModelException("the size of the windows of %s is not known: set model_args.window_size"
				.formatted(config.architecture()));
		}
		int width = Integer.parseInt((matcher.group(2) != null) ? matcher.group(2) : matcher.group(1));
		return new Grid(width, width);
	}

	// The windows of the first training were at most as wide as the grid of its images,
	// with patches of 4 x 4.
	private static int pretrained(TimmConfig config, int stage) {
		JsonNode windows = config.argument("pretrained_window_sizes");
		if (windows.isArray()) {
			return windows.path(stage).asInt(0);
		}
		Matcher matcher = NAME.matcher(config.architecture());
		return (matcher.matches() && matcher.group(2) != null)
				? Math.min(Integer.parseInt(matcher.group(1)), (Integer.parseInt(matcher.group(3)) / 4) >> stage) : 0;
	}

	private static Block block(SwinStage stage, String name, Windows windows, int pretrained) {
		LayerReader layers = stage.layers();
		CosineSimilarity similarity = stage.similarity(name + ".attn.logit_scale");
		int heads = (int) similarity.factor().getShape().get(0);
		LogPositionNetwork network = LogPositionNetwork.take(layers, name + ".attn.cpb_mlp.0",
				name + ".attn.cpb_mlp.2");
		return stage.block(name, layers.heads(layers.qkv(name + ".attn"), heads), similarity, windows,
				stage.bias(network, windows, pretrained));
	}

	@Override
	public boolean ignores(String tensor) {
		return tensor.endsWith(".relative_position_index") || tensor.endsWith(".relative_coords_table")
				|| tensor.endsWith(".attn_mask") || tensor.endsWith(".k_bias");
	}

}
