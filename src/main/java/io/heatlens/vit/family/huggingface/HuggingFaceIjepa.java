package io.heatlens.vit.family.huggingface;

import java.util.List;
import java.util.stream.IntStream;

import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.PositionInterpolation;
import io.heatlens.vit.input.HuggingFaceProcessor;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.input.ProcessorFile;
import io.heatlens.vit.transformer.Block;
import io.heatlens.vit.transformer.Head;
import io.heatlens.vit.transformer.PatchEmbedding;
import io.heatlens.vit.transformer.TokenPooling;
import io.heatlens.vit.transformer.VisionTransformer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * Hugging Face's {@code IJepaForImageClassification} (Assran et al. 2023): a ViT without
 * a CLS token, whose head reads the mean of all tokens, as does the vector of the
 * backbone {@code IJepaModel}.
 */
@Component
class HuggingFaceIjepa implements HuggingFaceFamily {

	@Override
	public String name() {
		return "hf-ijepa";
	}

	@Override
	public boolean reads(JsonNode config) {
		return HuggingFaceConfig.names(config, "ijepa", "IJepaForImageClassification", "IJepaModel");
	}

	@Override
	public Preprocessing preprocessing(JsonNode config, @Nullable ProcessorFile preprocessor) {
		return HuggingFaceConfig.of(config).preprocessing(HuggingFaceProcessor.VIT, preprocessor);
	}

	@Override
	public VisionTransformer read(JsonNode json, InputSize input, Checkpoint checkpoint) {
		Checkpoint weights = HuggingFaceFamily.rooted(checkpoint, "ijepa");
		HuggingFaceConfig config = HuggingFaceConfig.of(json);
		LayerReader layers = new LayerReader(weights, config.dim(), config.epsilon());
		PatchEmbedding embedding = config.embedding(layers, input, "ijepa.embeddings", weights.noTokens(config.dim()),
				PositionInterpolation.PLAIN);
		List<Block> blocks = IntStream.range(0, config.depth())
			.mapToObj((i) -> HuggingFaceVit.block(config, layers, "ijepa.encoder.layer." + i))
			.toList();
		Head head = new Head(layers.norm("ijepa.layernorm"), TokenPooling.PATCH_MEAN, null,
				classifier(json, layers, config.dim()));
		return new VisionTransformer(embedding, null, blocks, head);
	}

	@Override
	public boolean ignores(String tensor) {
		return tensor.matches("(ijepa\\.)?(pooler\\..*|embeddings\\.mask_token)");
	}

}
