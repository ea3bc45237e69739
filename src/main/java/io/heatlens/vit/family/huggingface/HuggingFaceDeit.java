package io.heatlens.vit.family.huggingface;

import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.family.Classifiers;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.Linears;
import io.heatlens.vit.family.PositionInterpolation;
import io.heatlens.vit.input.HuggingFaceProcessor;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.input.ProcessorFile;
import io.heatlens.vit.layer.LayerNorm;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.transformer.Block;
import io.heatlens.vit.transformer.Head;
import io.heatlens.vit.transformer.PatchEmbedding;
import io.heatlens.vit.transformer.TokenPooling;
import io.heatlens.vit.transformer.VisionTransformer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * Hugging Face's {@code DeiTForImageClassification}, whose head reads the CLS token
 * alone, and {@code DeiTForImageClassificationWithTeacher}, which averages the logits of
 * a head on the CLS token and one on the distillation token (Touvron et al. 2021). Both
 * architectures have the two tokens, and so has the backbone {@code DeiTModel}.
 */
@Component
class HuggingFaceDeit implements HuggingFaceFamily {

	private static final String WITH_TEACHER = "DeiTForImageClassificationWithTeacher";

	@Override
	public String name() {
		return "hf-deit";
	}

	@Override
	public boolean reads(JsonNode config) {
		return HuggingFaceConfig.names(config, "deit", "DeiTForImageClassification", WITH_TEACHER, "DeiTModel");
	}

	@Override
	public Preprocessing preprocessing(JsonNode config, @Nullable ProcessorFile preprocessor) {
		return HuggingFaceConfig.of(config).preprocessing(HuggingFaceProcessor.DEIT, preprocessor);
	}

	@Override
	public VisionTransformer read(JsonNode json, InputSize input, Checkpoint checkpoint) {
		Checkpoint weights = HuggingFaceFamily.rooted(checkpoint, "deit");
		HuggingFaceConfig config = HuggingFaceConfig.of(json);
		LayerReader layers = new LayerReader(weights, config.dim(), config.epsilon());
		NDArray cls = layers.take("deit.embeddings.cls_token", 1, 1, config.dim());
		NDArray distillation = layers.take("deit.embeddings.distillation_token", 1, 1, config.dim());
		PatchEmbedding embedding = config.embedding(layers, input, "deit.embeddings", cls.concat(distillation, 1),
				PositionInterpolation.PLAIN);
		List<Block> blocks = IntStream.range(0, config.depth())
			.mapToObj((i) -> HuggingFaceVit.block(config, layers, "deit.encoder.layer." + i))
			.toList();
		return new VisionTransformer(embedding, null, blocks, head(json, layers));
	}

	private Head head(JsonNode json, LayerReader layers) {
		LayerNorm norm = layers.norm("deit.layernorm");
		if (!HuggingFaceConfig.architecture(json).equals(WITH_TEACHER)) {
			return new Head(norm, TokenPooling.CLS, null, classifier(json, layers, layers.dim()));
		}
		Linear classifier = Classifiers.take(layers, "cls_classifier", layers.dim());
		return new Head(norm, TokenPooling.CLS_AND_DISTILLATION, null, Linears.averaged(classifier,
				layers.linear("distillation_classifier", classifier.weight().getShape().get(0), layers.dim())));
	}

	@Override
	public boolean ignores(String tensor) {
		return tensor.matches("(deit\\.)?(pooler\\..*|embeddings\\.(mask_token|position_ids))");
	}

}
