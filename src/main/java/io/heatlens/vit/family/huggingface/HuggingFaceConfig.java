package io.heatlens.vit.family.huggingface;

import java.util.Arrays;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.checkpoint.Json;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.ModelFamily;
import io.heatlens.vit.family.PositionInterpolation;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.HuggingFaceProcessor;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.input.ProcessorFile;
import io.heatlens.vit.transformer.HeadProjection;
import io.heatlens.vit.transformer.PatchEmbedding;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The architecture in the {@code config.json} of Hugging Face's Vision Transformers, with
 * the defaults of the transformers library for what the file leaves out.
 *
 * @param dim the embedding dimension
 * @param depth the number of blocks, 1 to 1000
 * @param heads the number of attention heads of each block
 * @param hidden the size of the hidden layer of the MLP
 * @param activation the name of the activation of the MLP
 * @param epsilon the epsilon of every LayerNorm
 * @param trained the input size at which the position embeddings were trained
 * @param patch the size of a patch
 * @param qkvBias whether query, key and value have a bias
 * @param channels the number of channels of the input, 1 or 3
 */
record HuggingFaceConfig(int dim, int depth, int heads, int hidden, String activation, float epsilon, InputSize trained,
		InputSize patch, boolean qkvBias, int channels) {

	/**
	 * Reads the number of blocks.
	 * @param config the object that describes the tower
	 * @return the number, 1 to 1000
	 * @throws InvalidModelException if it is another number
	 */
	static int depth(JsonNode config) {
		int depth = Json.number(config, "num_hidden_layers", 12);
		if (depth < 1 || depth > 1000) {
			throw new InvalidModelException("num_hidden_layers should be 1 to 1000, but is " + depth);
		}
		return depth;
	}

	/**
	 * Reads the architecture.
	 * @param config the {@code config.json}
	 * @return the architecture
	 * @throws InvalidModelException if a value is not supported
	 */
	static HuggingFaceConfig of(JsonNode config) {
		String type = config.path("model_type").asString("");
		if (type.startsWith("dinov2")) {
			return of(config, "gelu", 1e-6, 14);
		}
		return of(config, "gelu", type.equals("vit_msn") ? 1e-6 : 1e-12, 16);
	}

	/**
	 * Reads the architecture.
	 * @param config the {@code config.json}, or the object in it that describes the tower
	 * of the images
	 * @param activation the default of {@code hidden_act}
	 * @param epsilon the default of {@code layer_norm_eps}
	 * @param patch the default of {@code patch_size}
	 * @return the architecture
	 * @throws InvalidModelException if a value is not supported
	 */
	static HuggingFaceConfig of(JsonNode config, String activation, double epsilon, int patch) {
		boolean dinov2 = config.path("model_type").asString("").startsWith("dinov2");
		int dim = Json.number(config, "hidden_size", 768);
		int hidden = dinov2 ? dim * Json.number(config, "mlp_ratio", 4)
				: Json.number(config, "intermediate_size", 3072);
		return new HuggingFaceConfig(dim, depth(config), Json.number(config, "num_attention_heads", 12), hidden,
				config.path("hidden_act").asString(activation), (float) config.path("layer_norm_eps").asDouble(epsilon),
				InputSize.read(config.path("image_size"), new InputSize(224, 224)),
				InputSize.read(config.path("patch_size"), new InputSize(patch, patch)),
				config.path("qkv_bias").asBoolean(true), ModelFamily.channels(Json.number(config, "num_channels", 3)));
	}

	/**
	 * The name of the architecture.
	 * @param config the {@code config.json}
	 * @return the first element of {@code architectures}, or an empty string
	 */
	static String architecture(JsonNode config) {
		return config.path("architectures").path(0).asString("");
	}

	/**
	 * Recognises an architecture by its name, or by its type if the file names none.
	 * @param config the {@code config.json}
	 * @param type the {@code model_type} of the architecture
	 * @param architectures the names of the architecture that have a classifier
	 * @return whether the file describes the architecture
	 */
	static boolean names(JsonNode config, String type, String... architectures) {
		String architecture = architecture(config);
		return architecture.isEmpty() ? config.path("model_type").asString("").equals(type)
				: Arrays.asList(architectures).contains(architecture);
	}

	/**
	 * Reads how images are prepared.
	 * @param processor the image processor that the family is published with
	 * @param file the {@code preprocessor_config.json}, or null if there is none
	 * @return the preprocessing
	 * @throws InvalidModelException if a value is not supported
	 */
	Preprocessing preprocessing(HuggingFaceProcessor processor, @Nullable ProcessorFile file) {
		return (file != null) ? processor.read(file, this.trained) : processor.published(this.trained);
	}

	/**
	 * Takes the patch projection and the position embeddings, which belong to the prefix
	 * tokens and to the patches.
	 * @param layers the reader of the checkpoint
	 * @param input the size of the model's input
	 * @param name the name of the embeddings in the checkpoint
	 * @param prefix the prefix tokens that have positions, shape (1, prefix, dim)
	 * @param interpolation how the positions of the patches are resized
	 * @return the embedding, with the positions resized to the patch grid of the input
	 */
	PatchEmbedding embedding(LayerReader layers, InputSize input, String name, NDArray prefix,
			PositionInterpolation interpolation) {
		PatchEmbedding patches = patches(layers, input, name, prefix);
		NDArray positions = layers.take(name + ".position_embeddings", 1, positions(prefix), this.dim);
		return positioned(patches, positions, interpolation);
	}

	/**
	 * Takes the patch projection.
	 * @param layers the reader of the checkpoint
	 * @param input the size of the model's input
	 * @param name the name of the embeddings in the checkpoint
	 * @param prefix the prefix tokens, shape (1, prefix, dim)
	 * @return the embedding without positions
	 */
	PatchEmbedding patches(LayerReader layers, InputSize input, String name, NDArray prefix) {
		return new PatchEmbedding(kernel(layers, name + ".patch_embeddings.projection.weight"),
				layers.take(name + ".patch_embeddings.projection.bias", this.dim), prefix, null, grid(input));
	}

	NDArray kernel(LayerReader layers, String name) {
		return layers.take(name, this.dim, this.channels, this.patch.height(), this.patch.width());
	}

	Grid grid(InputSize input) {
		return input.grid(this.patch.height(), this.patch.width());
	}

	/**
	 * The number of position embeddings.
	 * @param prefix the prefix tokens that have positions, shape (1, prefix, dim)
	 * @return the number of these tokens and of the patches at the trained input size
	 */
	long positions(NDArray prefix) {
		return prefix.getShape().get(1) + grid(this.trained).patches();
	}

	/**
	 * Adds position embeddings, which belong to the prefix tokens and to the patches.
	 * @param patches the embedding without positions
	 * @param positions the position embeddings at the trained input size, shape (1,
	 * prefix + patches, dim)
	 * @param interpolation how the positions of the patches are resized
	 * @return the embedding, with the positions resized to its patch grid
	 */
	PatchEmbedding positioned(PatchEmbedding patches, NDArray positions, PositionInterpolation interpolation) {
		int count = patches.prefixTokens();
		return new PatchEmbedding(patches.kernel(), patches.bias(), patches.prefix().add(positions.get(":, :" + count)),
				interpolation.resize(positions.get(":, " + count + ":"), grid(this.trained), patches.grid()),
				patches.grid());
	}

	/**
	 * Takes the projections to queries, keys and values.
	 * @param layers the reader of the checkpoint
	 * @param name the name of the attention in the checkpoint
	 * @return the projections
	 */
	HeadProjection heads(LayerReader layers, String name) {
		return layers.heads(layers.linear(name + ".query", this.dim, this.dim, this.qkvBias),
				layers.linear(name + ".key", this.dim, this.dim, this.qkvBias),
				layers.linear(name + ".value", this.dim, this.dim, this.qkvBias), this.heads);
	}

}
