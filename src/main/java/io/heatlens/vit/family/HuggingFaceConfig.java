package io.heatlens.vit.family;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.checkpoint.Json;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.HuggingFaceProcessor;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.transformer.VisionTransformer.PatchEmbedding;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the {@code config.json} of Hugging Face's Vision Transformers says, with the
 * library's defaults for what it leaves out.
 *
 * @param dim the embedding dimension
 * @param depth how many blocks
 * @param heads attention heads a block
 * @param hidden size of the MLP's hidden layer
 * @param activation its name
 * @param epsilon of every LayerNorm
 * @param trained the input size that positions were trained at
 * @param patch its height and width
 * @param qkvBias whether query, key and value have a bias
 */
record HuggingFaceConfig(int dim, int depth, int heads, int hidden, String activation, float epsilon, InputSize trained,
		InputSize patch, boolean qkvBias) {

	HuggingFaceConfig {
		if (depth < 1 || depth > 1000) {
			throw new InvalidModelException("num_hidden_layers should be 1 to 1000, but is " + depth);
		}
	}

	static HuggingFaceConfig of(JsonNode config) {
		if (Json.number(config, "num_channels", 3) != 3) {
			throw new InvalidModelException("num_channels should be 3, but is " + config.get("num_channels"));
		}
		boolean dinov2 = config.path("model_type").asString("").startsWith("dinov2");
		int dim = Json.number(config, "hidden_size", 768);
		int hidden = dinov2 ? dim * Json.number(config, "mlp_ratio", 4)
				: Json.number(config, "intermediate_size", 3072);
		return new HuggingFaceConfig(dim, Json.number(config, "num_hidden_layers", 12),
				Json.number(config, "num_attention_heads", 12), hidden, config.path("hidden_act").asString("gelu"),
				(float) config.path("layer_norm_eps").asDouble(dinov2 ? 1e-6 : 1e-12),
				InputSize.read(config.path("image_size"), new InputSize(224, 224)),
				InputSize.read(config.path("patch_size"), dinov2 ? new InputSize(14, 14) : new InputSize(16, 16)),
				config.path("qkv_bias").asBoolean(true));
	}

	/**
	 * Names the architecture.
	 * @param config the {@code config.json}
	 * @return the first entry of {@code architectures}, or nothing
	 */
	static String architecture(JsonNode config) {
		return config.path("architectures").path(0).asString("");
	}

	/**
	 * Recognises an architecture.
	 * @param config the {@code config.json}
	 * @param type its {@code model_type}
	 * @param architectures that classify; a file that names none is taken at its type
	 * @return whether it is one of them
	 */
	static boolean names(JsonNode config, String type, String... architectures) {
		String architecture = architecture(config);
		return architecture.isEmpty() ? config.path("model_type").asString("").equals(type)
				: Arrays.asList(architectures).contains(architecture);
	}

	static List<@Nullable String> labels(JsonNode config) {
		JsonNode labels = config.path("id2label");
		return IntStream.range(0, labels.size())
			.<@Nullable String>mapToObj((i) -> labels.path(Integer.toString(i)).asString(null))
			.toList();
	}

	Preprocessing preprocessing(HuggingFaceProcessor family, @Nullable JsonNode file) {
		return (file != null) ? family.read(file, this.trained) : family.published(this.trained);
	}

	/**
	 * Takes the patch projection and the positions, which the given prefix tokens share.
	 * @param layers of the checkpoint
	 * @param input size of the model's input
	 * @param name of the embeddings
	 * @param prefix tokens that have positions, shape (1, prefix, dim)
	 * @param resize how positions are resized
	 * @return the embedding, positions resized to the input
	 */
	PatchEmbedding embedding(LayerReader layers, InputSize input, String name, NDArray prefix,
			PositionInterpolation resize) {
		Grid from = this.trained.grid(this.patch.height(), this.patch.width());
		Grid to = input.grid(this.patch.height(), this.patch.width());
		long count = prefix.getShape().get(1);
		NDArray positions = layers.take(name + ".position_embeddings", 1, count + from.patches(), this.dim);
		return new PatchEmbedding(
				layers.take(name + ".patch_embeddings.projection.weight", this.dim, 3, this.patch.height(),
						this.patch.width()),
				layers.take(name + ".patch_embeddings.projection.bias", this.dim),
				prefix.add(positions.get(":, :" + count)), resize.resize(positions.get(":, " + count + ":"), from, to));
	}

}
