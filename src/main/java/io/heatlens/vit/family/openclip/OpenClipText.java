package io.heatlens.vit.family.openclip;

import java.util.List;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.Json;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.TextFamily;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.text.TextTower;
import io.heatlens.vit.text.TextTransformer;
import io.heatlens.vit.text.TokenizerSettings;
import io.heatlens.vit.transformer.Block;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * The text towers of open_clip's {@code CLIP} and {@code CustomTextCLIP}, which the
 * models of CLIP, EVA-CLIP and SigLIP in its format have.
 */
@Component
class OpenClipText implements TextFamily {

	@Override
	public boolean reads(JsonNode config) {
		return config.path("model_cfg").has("text_cfg");
	}

	@Override
	public TextTower read(JsonNode config, Checkpoint weights) {
		JsonNode model = config.path("model_cfg");
		OpenClipTextConfig text = OpenClipTextConfig.of(model);
		// As open_clip does, this takes the tensors of either class for both.
		Checkpoint tower = weights.has("positional_embedding") ? weights : weights.without("text.");
		OpenClipSettings settings = text.settings();
		LayerReader layers = new LayerReader(tower, text.dim(), settings.epsilon());
		OpenClipLayers parts = new OpenClipLayers(settings, layers);
		NDArray tokens = layers.take("token_embedding.weight", text.vocabulary(), text.dim());
		NDArray positions = layers.take("positional_embedding", text.context(), text.dim());
		NDArray mask = text.causal() ? TextTransformer.causalMask(positions.getManager(), text.context()) : null;
		List<Block> blocks = parts.blocks(text.heads(), (qkv, mixed) -> TextTransformer.attention(qkv, mask, mixed));
		TextTransformer transformer = new TextTransformer(tokens, positions, blocks, layers.norm("ln_final"),
				text.pooling(), projection(model, text, parts));
		boolean biased = model.hasNonNull("init_logit_bias");
		return new TextTower(transformer,
				new TokenizerSettings(text.context(), text.vocabulary(), text.padded(), text.endToken(),
						text.cleaning()),
				(float) Math.exp(number(model, weights, "logit_scale")),
				(biased && weights.has("logit_bias")) ? number(model, weights, "logit_bias") : 0, biased);
	}

	private static @Nullable Linear projection(JsonNode model, OpenClipTextConfig text, OpenClipLayers parts) {
		if (!text.projected()) {
			return null;
		}
		int out = Json.number(model, "embed_dim");
		return text.projectionBias() ? parts.layers().linear("text_projection", out, text.dim())
				: parts.matrix("text_projection", out);
	}

	private static float number(JsonNode model, Checkpoint weights, String name) {
		long[] shape = model.path("nonscalar_logit_scale").asBoolean(false) ? new long[] { 1 } : new long[0];
		try (NDArray number = weights.take(name, shape)) {
			return number.toFloatArray()[0];
		}
	}

	@Override
	public boolean ignores(String tensor) {
		return tensor.matches("(text\\.)?attn_mask");
	}

}
