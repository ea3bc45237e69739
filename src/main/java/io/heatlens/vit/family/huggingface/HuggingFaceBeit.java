package io.heatlens.vit.family.huggingface;

import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.family.Classifiers;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.PositionInterpolation;
import io.heatlens.vit.family.RelativePositions;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.HuggingFaceProcessor;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.input.ProcessorFile;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.layer.Mlp;
import io.heatlens.vit.transformer.Attention;
import io.heatlens.vit.transformer.Block;
import io.heatlens.vit.transformer.Head;
import io.heatlens.vit.transformer.HeadProjection;
import io.heatlens.vit.transformer.MultiHeadAttention;
import io.heatlens.vit.transformer.PatchEmbedding;
import io.heatlens.vit.transformer.PreNormBlock;
import io.heatlens.vit.transformer.RelativeAttention;
import io.heatlens.vit.transformer.TokenPooling;
import io.heatlens.vit.transformer.VisionTransformer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * Hugging Face's {@code BeitForImageClassification} (Bao et al. 2022), with which DiT is
 * published as well (Li et al. 2022), and {@code Data2VecVisionForImageClassification}
 * (Baevski et al. 2022): relative positions in each block, shared by all blocks, or both;
 * absolute positions; layer scale; no bias of the keys.
 */
@Component
class HuggingFaceBeit implements HuggingFaceFamily {

	@Override
	public String name() {
		return "hf-beit";
	}

	@Override
	public boolean reads(JsonNode config) {
		return isBeit(config)
				|| HuggingFaceConfig.names(config, "data2vec-vision", "Data2VecVisionForImageClassification");
	}

	private static boolean isBeit(JsonNode config) {
		return HuggingFaceConfig.names(config, "beit", "BeitForImageClassification");
	}

	@Override
	public Preprocessing preprocessing(JsonNode config, @Nullable ProcessorFile preprocessor) {
		return HuggingFaceConfig.of(config).preprocessing(HuggingFaceProcessor.BEIT, preprocessor);
	}

	@Override
	public VisionTransformer read(JsonNode json, InputSize input, Checkpoint weights) {
		HuggingFaceConfig config = HuggingFaceConfig.of(json);
		String root = isBeit(json) ? "beit" : "data2vec_vision";
		LayerReader layers = new LayerReader(weights, config.dim(), config.epsilon());
		PatchEmbedding embedding = embedding(json, config, layers, input, root + ".embeddings");
		boolean own = json.path("use_relative_position_bias").asBoolean(false);
		boolean common = json.path("use_shared_relative_position_bias").asBoolean(false);
		RelativeTables tables = new RelativeTables(config, layers, new RelativePositions(embedding.grid(), true));
		NDArray shared = common ? tables.take(root + ".encoder") : null;
		boolean scaled = json.path("layer_scale_init_value").asDouble(0.1) > 0;
		List<Block> blocks = IntStream.range(0, config.depth()).mapToObj((i) -> {
			String name = root + ".encoder.layer." + i;
			NDArray bias = own ? sum(tables.take(name + ".attention.attention"), shared) : shared;
			return block(config, layers, name, bias, scaled);
		}).toList();
		return new VisionTransformer(embedding, null, blocks, head(json, layers, root));
	}

	private static PatchEmbedding embedding(JsonNode json, HuggingFaceConfig config, LayerReader layers,
			InputSize input, String name) {
		NDArray cls = layers.take(name + ".cls_token", 1, 1, config.dim());
		return json.path("use_absolute_position_embeddings").asBoolean(false)
				? config.embedding(layers, input, name, cls, PositionInterpolation.PLAIN)
				: config.patches(layers, input, name, cls);
	}

	private static NDArray sum(NDArray bias, @Nullable NDArray shared) {
		return (shared != null) ? bias.addi(shared) : bias;
	}

	private static Block block(HuggingFaceConfig config, LayerReader layers, String name, @Nullable NDArray bias,
			boolean scaled) {
		int dim = config.dim();
		Linear projection = layers.linear(name + ".attention.output.dense", dim, dim);
		Linear fc2 = layers.linear(name + ".output.dense", dim, config.hidden());
		return new PreNormBlock(layers.norm(name + ".layernorm_before"),
				attention(config, layers, name + ".attention.attention", bias,
						scaled ? layers.scaled(projection, name + ".lambda_1") : projection),
				layers.norm(name + ".layernorm_after"),
				new Mlp(layers.linear(name + ".intermediate.dense", config.hidden(), dim),
						layers.activation(config.activation()), scaled ? layers.scaled(fc2, name + ".lambda_2") : fc2));
	}

	private static Attention attention(HuggingFaceConfig config, LayerReader layers, String name,
			@Nullable NDArray bias, Linear projection) {
		int dim = config.dim();
		HeadProjection heads = layers.heads(layers.linear(name + ".query", dim, dim),
				layers.linear(name + ".key", dim, dim, false), layers.linear(name + ".value", dim, dim),
				config.heads());
		return (bias != null) ? new RelativeAttention(heads, bias, projection)
				: new MultiHeadAttention(heads, projection);
	}

	private static Head head(JsonNode json, LayerReader layers, String root) {
		Linear classifier = Classifiers.take(layers, "classifier", layers.dim());
		return json.path("use_mean_pooling").asBoolean(true)
				? new Head(null, TokenPooling.PATCH_MEAN, layers.norm(root + ".pooler.layernorm"), classifier)
				: new Head(layers.norm(root + ".layernorm"), TokenPooling.CLS, null, classifier);
	}

	// Older files hold the index of each pair of tokens in the table.
	@Override
	public boolean ignores(String tensor) {
		return tensor.endsWith(".relative_position_index") || tensor.endsWith(".embeddings.mask_token");
	}

	/**
	 * Takes the tables of relative positions, which transformers resizes to the patch
	 * grid of the input.
	 */
	private record RelativeTables(HuggingFaceConfig config, LayerReader layers, RelativePositions positions) {

		NDArray take(String name) {
			Grid trained = this.config.grid(this.config.trained());
			if (trained.rows() != trained.columns()) {
				throw new InvalidModelException(
						"image_size is that of %d x %d patches, but BEiT's relative positions are read for a square grid alone, since transformers exchanges the sides of another"
							.formatted(trained.rows(), trained.columns()));
			}
			return this.positions.resized(this.layers, name + ".relative_position_bias.relative_position_bias_table",
					trained, this.config.heads());
		}

	}

}
