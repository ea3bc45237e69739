package io.heatlens.vit.family.huggingface;

import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.SwinNames;
import io.heatlens.vit.family.SwinReader;
import io.heatlens.vit.family.SwinStage;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.HuggingFaceProcessor;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.input.ProcessorFile;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.transformer.Block;
import io.heatlens.vit.transformer.HeadProjection;
import io.heatlens.vit.transformer.VisionTransformer;
import io.heatlens.vit.transformer.Windows;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * Hugging Face's {@code SwinForImageClassification}, and
 * {@code DonutSwinForImageClassification} (Kim et al. 2022), which has no LayerNorm after
 * the last block.
 */
@Component
class HuggingFaceSwin implements HuggingFaceFamily {

	@Override
	public String name() {
		return "hf-swin";
	}

	@Override
	public boolean reads(JsonNode config) {
		return HuggingFaceConfig.names(config, "swin", "SwinForImageClassification") || isDonut(config);
	}

	private static boolean isDonut(JsonNode config) {
		return HuggingFaceConfig.names(config, "donut-swin", "DonutSwinForImageClassification");
	}

	@Override
	public Preprocessing preprocessing(JsonNode config, @Nullable ProcessorFile preprocessor) {
		return prepared(config, preprocessor);
	}

	/**
	 * Reads how images are prepared for a Swin Transformer of either version.
	 * @param config the {@code config.json}
	 * @param file the {@code preprocessor_config.json}, or null if there is none
	 * @return the preprocessing
	 */
	static Preprocessing prepared(JsonNode config, @Nullable ProcessorFile file) {
		InputSize trained = InputSize.read(config.path("image_size"), new InputSize(224, 224));
		return (file != null) ? HuggingFaceProcessor.SWIN.read(file, trained)
				: HuggingFaceProcessor.SWIN.published(trained);
	}

	@Override
	public VisionTransformer read(JsonNode config, InputSize input, Checkpoint weights) {
		SwinNames names = isDonut(config) ? SwinNames.huggingFace("donut", false) : SwinNames.huggingFace("swin", true);
		return reader(config, weights, names, false).read(input, config.path("depths"), HuggingFaceSwin::block);
	}

	/**
	 * Creates the reader of a Swin Transformer of either version.
	 * @param config the {@code config.json}
	 * @param weights the tensors of the checkpoint
	 * @param names the names of the parts
	 * @param postNorm whether merged patches are normalised after their projection
	 * @return the reader
	 * @throws InvalidModelException if the tokens have absolute positions
	 */
	static SwinReader reader(JsonNode config, Checkpoint weights, SwinNames names, boolean postNorm) {
		if (config.path("use_absolute_embeddings").asBoolean(false)) {
			throw new InvalidModelException("use_absolute_embeddings is true, which is not supported");
		}
		return new SwinReader(weights, names, postNorm, config.path("hidden_act").asString("gelu"),
				(float) config.path("layer_norm_eps").asDouble(1e-5));
	}

	private static Block block(SwinStage stage, String name, boolean shifted) {
		LayerReader layers = stage.layers();
		String table = name + ".attention.self.relative_position_bias_table";
		long[] shape = layers.weights().shape(table, 2);
		Grid size = stage.windowSize(shape[0]);
		// If one window spans an axis of the grid, none is shifted along the other.
		boolean several = size.rows() < stage.grid().rows() && size.columns() < stage.grid().columns();
		Windows windows = stage.windows(size, shifted && several);
		HeadProjection qkv = qkv(layers, name + ".attention.self", (int) shape[1]);
		return stage.block(name, qkv, windows, stage.positions(windows).take(layers, table));
	}

	/**
	 * Takes the projections to queries, keys and values, each with a bias if the
	 * checkpoint has it.
	 * @param layers the reader of the checkpoint
	 * @param name the name of the attention
	 * @param heads the number of heads
	 * @return the projections
	 */
	static HeadProjection qkv(LayerReader layers, String name, int heads) {
		return layers.heads(projection(layers, name + ".query"), projection(layers, name + ".key"),
				projection(layers, name + ".value"), heads);
	}

	private static Linear projection(LayerReader layers, String name) {
		return layers.linear(name, layers.dim(), layers.dim(), layers.weights().has(name + ".bias"));
	}

	@Override
	public boolean ignores(String tensor) {
		return tensor.endsWith(".relative_position_index") || tensor.endsWith(".embeddings.mask_token");
	}

}
