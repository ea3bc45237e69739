package io.heatlens.vit.family.huggingface;

import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.Json;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.Linears;
import io.heatlens.vit.family.PositionInterpolation;
import io.heatlens.vit.input.HuggingFaceProcessor;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.input.ProcessorFile;
import io.heatlens.vit.layer.Activation;
import io.heatlens.vit.layer.GatedMlp;
import io.heatlens.vit.layer.Layer;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.layer.Mlp;
import io.heatlens.vit.transformer.Block;
import io.heatlens.vit.transformer.Head;
import io.heatlens.vit.transformer.MultiHeadAttention;
import io.heatlens.vit.transformer.PatchEmbedding;
import io.heatlens.vit.transformer.PreNormBlock;
import io.heatlens.vit.transformer.TokenPooling;
import io.heatlens.vit.transformer.VisionTransformer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * Hugging Face's {@code Dinov2ForImageClassification} and
 * {@code Dinov2WithRegistersForImageClassification} (Oquab et al. 2023, Darcet et al.
 * 2023). The blocks have layer scale, and the MLP of the giant model is gated. The head
 * reads the CLS token and the mean of the patch tokens. Register tokens have no positions
 * and do not enter the mean. The vector of the backbones {@code Dinov2Model} and
 * {@code Dinov2WithRegistersModel} is the CLS token.
 */
@Component
public class HuggingFaceDinov2 implements HuggingFaceFamily {

	@Override
	public String name() {
		return "hf-dinov2";
	}

	@Override
	public boolean reads(JsonNode config) {
		return HuggingFaceConfig.names(config, "dinov2", "Dinov2ForImageClassification", "Dinov2Model")
				|| isRegistered(config);
	}

	@Override
	public Preprocessing preprocessing(JsonNode config, @Nullable ProcessorFile preprocessor) {
		return HuggingFaceConfig.of(config).preprocessing(HuggingFaceProcessor.DINOV2, preprocessor);
	}

	@Override
	public VisionTransformer read(JsonNode json, InputSize input, Checkpoint checkpoint) {
		HuggingFaceConfig config = HuggingFaceConfig.of(json);
		boolean registered = isRegistered(json);
		String root = registered ? "dinov2_with_registers" : "dinov2";
		Checkpoint weights = HuggingFaceFamily.rooted(checkpoint, root);
		LayerReader layers = new LayerReader(weights, config.dim(), config.epsilon());
		NDArray cls = layers.take(root + ".embeddings.cls_token", 1, 1, config.dim());
		PatchEmbedding embedding = config.embedding(layers, input, root + ".embeddings", cls,
				registered ? PositionInterpolation.ANTIALIASED : PositionInterpolation.PLAIN);
		if (registered) {
			NDArray registers = layers.take(root + ".embeddings.register_tokens", 1,
					Json.number(json, "num_register_tokens", 4), config.dim());
			embedding = new PatchEmbedding(embedding.kernel(), embedding.bias(),
					embedding.prefix().concat(registers, 1), embedding.positions(), embedding.grid());
		}
		boolean gated = json.path("use_swiglu_ffn").asBoolean(false);
		List<Block> blocks = IntStream.range(0, config.depth())
			.mapToObj((i) -> block(config, gated, layers, root + ".encoder.layer." + i))
			.toList();
		Head head = new Head(layers.norm(root + ".layernorm"),
				classifies(json) ? TokenPooling.CLS_AND_PATCH_MEAN : TokenPooling.CLS, null,
				classifier(json, layers, 2L * config.dim()));
		return new VisionTransformer(embedding, null, blocks, head);
	}

	private static boolean isRegistered(JsonNode json) {
		return HuggingFaceConfig.names(json, "dinov2_with_registers", "Dinov2WithRegistersForImageClassification",
				"Dinov2WithRegistersModel");
	}

	private static Block block(HuggingFaceConfig config, boolean gated, LayerReader layers, String name) {
		return new PreNormBlock(layers.norm(name + ".norm1"),
				new MultiHeadAttention(config.heads(layers, name + ".attention.attention"),
						layers.scaled(layers.linear(name + ".attention.output.dense", config.dim(), config.dim()),
								name + ".layer_scale1.lambda1")),
				layers.norm(name + ".norm2"), gated ? gatedMlp(config, layers, name) : mlp(config, layers, name));
	}

	private static Layer mlp(HuggingFaceConfig config, LayerReader layers, String name) {
		return new Mlp(layers.linear(name + ".mlp.fc1", config.hidden(), config.dim()),
				layers.activation(config.activation()),
				layers.scaled(layers.linear(name + ".mlp.fc2", config.dim(), config.hidden()),
						name + ".layer_scale2.lambda1"));
	}

	// With a gate, the hidden layer has two thirds of its size, in multiples of 8.
	private static Layer gatedMlp(HuggingFaceConfig config, LayerReader layers, String name) {
		long hidden = (config.hidden() * 2L / 3 + 7) / 8 * 8;
		List<Linear> packed = Linears.chunks(layers.linear(name + ".mlp.weights_in", 2 * hidden, config.dim()), 2);
		return new GatedMlp(packed.get(0), new Activation.Silu(), packed.get(1), layers
			.scaled(layers.linear(name + ".mlp.weights_out", config.dim(), hidden), name + ".layer_scale2.lambda1"));
	}

	@Override
	public boolean ignores(String tensor) {
		return tensor.endsWith("embeddings.mask_token");
	}

}
