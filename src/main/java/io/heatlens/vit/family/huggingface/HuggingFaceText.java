package io.heatlens.vit.family.huggingface;

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
import io.heatlens.vit.text.TextCleaning;
import io.heatlens.vit.text.TextPooling;
import io.heatlens.vit.text.TextTower;
import io.heatlens.vit.text.TextTransformer;
import io.heatlens.vit.text.TokenizerSettings;
import io.heatlens.vit.transformer.Block;
import io.heatlens.vit.transformer.PreNormBlock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * The text towers of Hugging Face's {@code CLIPModel} (Radford et al. 2021),
 * {@code MetaClip2Model} and {@code SiglipModel} (Zhai et al. 2023; SigLIP 2 of a fixed
 * resolution is the same architecture). In CLIP a token attends to those before it and
 * the end token stands for the text; in SigLIP all tokens attend to each other, padding
 * among them, and the last one stands for the text.
 */
@Component
class HuggingFaceText implements TextFamily {

	private static final int CLIP_END = 49407;

	// In the configuration of CLIP this means the largest id of each text: the number was
	// wrong in the files that were published first.
	private static final int WRONG_END = 2;

	@Override
	public boolean reads(JsonNode config) {
		return HuggingFaceConfig.names(config, "clip", "CLIPModel") || isMetaClip2(config) || isSiglip(config);
	}

	private static boolean isMetaClip2(JsonNode config) {
		return HuggingFaceConfig.names(config, "metaclip_2", "MetaClip2Model");
	}

	private static boolean isSiglip(JsonNode config) {
		return HuggingFaceConfig.names(config, "siglip", "SiglipModel");
	}

	@Override
	public TextTower read(JsonNode config, Checkpoint weights) {
		return isSiglip(config) ? siglip(text(config), weights) : clip(config, weights);
	}

	// What old files have as text_config_dict is used instead of text_config, also where
	// the two differ.
	private static JsonNode text(JsonNode config) {
		JsonNode old = config.path("text_config_dict");
		return old.isObject() ? old : config.path("text_config");
	}

	private static TextTower clip(JsonNode config, Checkpoint weights) {
		JsonNode text = text(config);
		int dim = Json.number(text, "hidden_size", 512);
		int context = Json.number(text, "max_position_embeddings", 77);
		int vocabulary = Json.number(text, "vocab_size", 49408);
		int end = Json.number(text, "eos_token_id", CLIP_END);
		boolean largest = end == WRONG_END && !isMetaClip2(config);
		LayerReader layers = layers(text, dim, weights, 1e-5);
		NDArray positions = positions(layers, context);
		NDArray mask = TextTransformer.causalMask(positions.getManager(), context);
		List<Block> blocks = blocks(text, layers, "quick_gelu", new Sizes(2048, 8), mask);
		Linear projection = layers.linear("text_projection", Json.number(config, "projection_dim", 512), dim, false);
		TextTransformer transformer = new TextTransformer(tokens(layers, vocabulary), positions, blocks,
				layers.norm("text_model.final_layer_norm"), largest ? TextPooling.largest() : TextPooling.end(end),
				projection);
		return new TextTower(transformer,
				new TokenizerSettings(context, vocabulary, false, largest ? null : end, TextCleaning.NONE),
				(float) Math.exp(number(weights, "logit_scale")), 0, false);
	}

	private static TextTower siglip(JsonNode text, Checkpoint weights) {
		int dim = Json.number(text, "hidden_size", 768);
		int context = Json.number(text, "max_position_embeddings", 64);
		int vocabulary = Json.number(text, "vocab_size", 32000);
		int projected = text.path("projection_size").isNull() ? dim : Json.number(text, "projection_size", dim);
		LayerReader layers = layers(text, dim, weights, 1e-6);
		List<Block> blocks = blocks(text, layers, "gelu_pytorch_tanh", new Sizes(3072, 12), null);
		TextTransformer transformer = new TextTransformer(tokens(layers, vocabulary), positions(layers, context),
				blocks, layers.norm("text_model.final_layer_norm"), TextPooling.last(),
				layers.linear("text_model.head", projected, dim));
		return new TextTower(transformer, new TokenizerSettings(context, vocabulary, true, null, TextCleaning.SIGLIP),
				(float) Math.exp(number(weights, "logit_scale", 1)), number(weights, "logit_bias", 1), true);
	}

	private static LayerReader layers(JsonNode text, int dim, Checkpoint weights, double epsilon) {
		return new LayerReader(weights, dim, (float) text.path("layer_norm_eps").asDouble(epsilon));
	}

	private static NDArray tokens(LayerReader layers, int vocabulary) {
		return layers.take("text_model.embeddings.token_embedding.weight", vocabulary, layers.dim());
	}

	private static NDArray positions(LayerReader layers, int context) {
		return layers.take("text_model.embeddings.position_embedding.weight", context, layers.dim());
	}

	private static List<Block> blocks(JsonNode text, LayerReader layers, String act, Sizes defaults,
			@Nullable NDArray mask) {
		Sizes sizes = new Sizes(Json.number(text, "intermediate_size", defaults.hidden()),
				Json.number(text, "num_attention_heads", defaults.heads()));
		Activation activation = layers.activation(text.path("hidden_act").asString(act));
		return IntStream.range(0, HuggingFaceConfig.depth(text))
			.mapToObj((i) -> block(layers, "text_model.encoder.layers." + i, sizes, activation, mask))
			.toList();
	}

	private static Block block(LayerReader layers, String name, Sizes sizes, Activation activation,
			@Nullable NDArray mask) {
		int dim = layers.dim();
		String attention = name + ".self_attn";
		return new PreNormBlock(layers.norm(name + ".layer_norm1"),
				TextTransformer.attention(
						layers.heads(layers.linear(attention + ".q_proj", dim, dim),
								layers.linear(attention + ".k_proj", dim, dim),
								layers.linear(attention + ".v_proj", dim, dim), sizes.heads()),
						mask, layers.linear(attention + ".out_proj", dim, dim)),
				layers.norm(name + ".layer_norm2"), new Mlp(layers.linear(name + ".mlp.fc1", sizes.hidden(), dim),
						activation, layers.linear(name + ".mlp.fc2", dim, sizes.hidden())));
	}

	private static float number(Checkpoint weights, String name, long... shape) {
		try (NDArray number = weights.take(name, shape)) {
			return number.toFloatArray()[0];
		}
	}

	@Override
	public boolean ignores(String tensor) {
		return tensor.equals("text_model.embeddings.position_ids");
	}

	/**
	 * Sizes of the blocks.
	 *
	 * @param hidden the size of the hidden layer of the MLP
	 * @param heads the number of attention heads
	 */
	private record Sizes(int hidden, int heads) {
	}

}
