package io.heatlens.vit.family.openclip;

import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.Json;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.TextFamily;
import io.heatlens.vit.layer.Activation;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.layer.Mlp;
import io.heatlens.vit.text.TextTower;
import io.heatlens.vit.text.TextTransformer;
import io.heatlens.vit.text.TokenizerSettings;
import io.heatlens.vit.transformer.Block;
import io.heatlens.vit.transformer.PreNormBlock;
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
		LayerReader layers = new LayerReader(tower, text.dim(), text.epsilon());
		NDArray tokens = layers.take("token_embedding.weight", text.vocabulary(), text.dim());
		NDArray positions = layers.take("positional_embedding", text.context(), text.dim());
		NDArray mask = text.causal() ? TextTransformer.causalMask(positions.getManager(), text.context()) : null;
		Activation activation = layers.activation(text.activation());
		List<Block> blocks = IntStream.range(0, text.depth())
			.mapToObj((i) -> block(text, layers, "transformer.resblocks." + i, activation, mask))
			.toList();
		TextTransformer transformer = new TextTransformer(tokens, positions, blocks, layers.norm("ln_final"),
				text.pooling(), projection(model, text, layers));
		boolean biased = model.hasNonNull("init_logit_bias");
		return new TextTower(transformer,
				new TokenizerSettings(text.context(), text.vocabulary(), text.padded(), text.endToken(),
						text.cleaning()),
				(float) Math.exp(number(model, weights, "logit_scale")),
				(biased && weights.has("logit_bias")) ? number(model, weights, "logit_bias") : 0, biased);
	}

	private static Block block(OpenClipTextConfig text, LayerReader layers, String name, Activation activation,
			@Nullable NDArray mask) {
		int dim = text.dim();
		Linear qkv = new Linear(layers.take(name + ".attn.in_proj_weight", 3L * dim, dim),
				layers.take(name + ".attn.in_proj_bias", 3L * dim));
		Linear mixed = layers.linear(name + ".attn.out_proj", dim, dim);
		Linear fc2 = layers.linear(name + ".mlp.c_proj", dim, text.hidden());
		if (text.scaled()) {
			mixed = layers.scaled(mixed, name + ".ls_1.gamma");
			fc2 = layers.scaled(fc2, name + ".ls_2.gamma");
		}
		return new PreNormBlock(layers.norm(name + ".ln_1"),
				TextTransformer.attention(layers.heads(qkv, text.heads()), mask, mixed), layers.norm(name + ".ln_2"),
				new Mlp(layers.linear(name + ".mlp.c_fc", text.hidden(), dim), activation, fc2));
	}

	private static @Nullable Linear projection(JsonNode model, OpenClipTextConfig text, LayerReader layers) {
		if (!text.projected()) {
			return null;
		}
		int out = Json.number(model, "embed_dim");
		if (text.projectionBias()) {
			return layers.linear("text_projection", out, text.dim());
		}
		try (NDArray matrix = layers.take("text_projection", text.dim(), out); NDArray view = matrix.transpose()) {
			return new Linear(view.duplicate(), null);
		}
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
