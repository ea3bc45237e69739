package io.heatlens.vit.family.huggingface;

import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.Json;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.RotaryTable;
import io.heatlens.vit.input.HuggingFaceProcessor;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.input.ProcessorFile;
import io.heatlens.vit.layer.GatedMlp;
import io.heatlens.vit.layer.Layer;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.layer.Mlp;
import io.heatlens.vit.transformer.Block;
import io.heatlens.vit.transformer.Head;
import io.heatlens.vit.transformer.PatchEmbedding;
import io.heatlens.vit.transformer.PreNormBlock;
import io.heatlens.vit.transformer.Rotary;
import io.heatlens.vit.transformer.TokenPooling;
import io.heatlens.vit.transformer.TransformedAttention;
import io.heatlens.vit.transformer.VisionTransformer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * Hugging Face's {@code DINOv3ViTModel} (Siméoni et al. 2025): register tokens, rotary
 * positions, layer scale, and in the largest models a gated MLP. The vector of an image
 * is its CLS token.
 */
@Component
class HuggingFaceDinov3 implements HuggingFaceFamily {

	@Override
	public String name() {
		return "hf-dinov3";
	}

	@Override
	public boolean reads(JsonNode config) {
		return HuggingFaceConfig.names(config, "dinov3_vit", "DINOv3ViTModel");
	}

	@Override
	public boolean classifies(JsonNode config) {
		return false;
	}

	@Override
	public Preprocessing preprocessing(JsonNode config, @Nullable ProcessorFile preprocessor) {
		return architecture(config).preprocessing(HuggingFaceProcessor.DINOV3, preprocessor);
	}

	private static HuggingFaceConfig architecture(JsonNode config) {
		return HuggingFaceConfig.of(config, "gelu", 1e-5, 16);
	}

	@Override
	public VisionTransformer read(JsonNode json, InputSize input, Checkpoint weights) {
		HuggingFaceConfig config = architecture(json);
		LayerReader layers = new LayerReader(weights, config.dim(), config.epsilon());
		NDArray cls = layers.take("embeddings.cls_token", 1, 1, config.dim());
		NDArray registers = layers.take("embeddings.register_tokens", 1, Json.number(json, "num_register_tokens", 0),
				config.dim());
		PatchEmbedding embedding = new PatchEmbedding(config.kernel(layers, "embeddings.patch_embeddings.weight"),
				layers.take("embeddings.patch_embeddings.bias", config.dim()), cls.concat(registers, 1), null,
				config.grid(input));
		Rotary rotary = RotaryTable.dinov3(embedding, config.dim() / config.heads(),
				json.path("rope_theta").asDouble(100));
		boolean gated = json.path("use_gated_mlp").asBoolean(false);
		List<Block> blocks = IntStream.range(0, config.depth())
			.mapToObj((i) -> block(config, gated, layers, rotary, "layer." + i))
			.toList();
		return new VisionTransformer(embedding, null, blocks,
				new Head(layers.norm("norm"), TokenPooling.CLS, null, null));
	}

	private static Block block(HuggingFaceConfig config, boolean gated, LayerReader layers, Rotary rotary,
			String name) {
		String attention = name + ".attention.";
		Linear projection = layers.scaled(linear(layers, attention + "o_proj", config.dim(), config.dim()),
				name + ".layer_scale1.lambda1");
		return new PreNormBlock(layers.norm(name + ".norm1"),
				new TransformedAttention(
						layers.heads(linear(layers, attention + "q_proj", config.dim(), config.dim()),
								linear(layers, attention + "k_proj", config.dim(), config.dim()),
								linear(layers, attention + "v_proj", config.dim(), config.dim()), config.heads()),
						List.of(rotary), projection),
				layers.norm(name + ".norm2"), mlp(config, gated, layers, name));
	}

	private static Layer mlp(HuggingFaceConfig config, boolean gated, LayerReader layers, String name) {
		Linear up = linear(layers, name + ".mlp.up_proj", config.hidden(), config.dim());
		Linear down = layers.scaled(linear(layers, name + ".mlp.down_proj", config.dim(), config.hidden()),
				name + ".layer_scale2.lambda1");
		return gated
				? new GatedMlp(linear(layers, name + ".mlp.gate_proj", config.hidden(), config.dim()),
						layers.activation(config.activation()), up, down)
				: new Mlp(up, layers.activation(config.activation()), down);
	}

	// The configuration says for each kind of layer whether it has a bias, and so do the
	// tensors.
	private static Linear linear(LayerReader layers, String name, long out, long in) {
		return layers.linear(name, out, in, layers.weights().has(name + ".bias"));
	}

	@Override
	public boolean ignores(String tensor) {
		return tensor.equals("embeddings.mask_token") || tensor.endsWith("inv_freq");
	}

}
