package io.heatlens.vit.family.huggingface;

import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.PositionInterpolation;
import io.heatlens.vit.input.HuggingFaceProcessor;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.input.ProcessorFile;
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
 * Hugging Face's {@code ViTForImageClassification}, with a CLS token and separate
 * projections to query, key and value, and {@code ViTMSNForImageClassification} (Assran
 * et al. 2022), which has the same architecture; and the backbones {@code ViTModel} and
 * {@code ViTMSNModel}, whose vector is the CLS token.
 */
@Component
public class HuggingFaceVit implements HuggingFaceFamily {

	@Override
	public String name() {
		return "hf-vit";
	}

	@Override
	public boolean reads(JsonNode config) {
		return HuggingFaceConfig.names(config, "vit", "ViTForImageClassification", "ViTModel")
				|| HuggingFaceConfig.names(config, "vit_msn", "ViTMSNForImageClassification", "ViTMSNModel");
	}

	@Override
	public Preprocessing preprocessing(JsonNode config, @Nullable ProcessorFile preprocessor) {
		return HuggingFaceConfig.of(config).preprocessing(HuggingFaceProcessor.VIT, preprocessor);
	}

	@Override
	public VisionTransformer read(JsonNode json, InputSize input, Checkpoint checkpoint) {
		Checkpoint weights = HuggingFaceFamily.rooted(checkpoint, "vit");
		HuggingFaceConfig config = HuggingFaceConfig.of(json);
		LayerReader layers = new LayerReader(weights, config.dim(), config.epsilon());
		NDArray cls = layers.take("vit.embeddings.cls_token", 1, 1, config.dim());
		PatchEmbedding embedding = config.embedding(layers, input, "vit.embeddings", cls, PositionInterpolation.PLAIN);
		// transformers 5 saves the blocks of ViT-MSN without the prefix of the other
		// tensors.
		String encoder = weights.has("encoder.layer.0.layernorm_before.weight") ? "encoder.layer."
				: "vit.encoder.layer.";
		List<Block> blocks = IntStream.range(0, config.depth())
			.mapToObj((i) -> block(config, layers, encoder + i))
			.toList();
		Head head = new Head(layers.norm("vit.layernorm"), TokenPooling.CLS, null,
				classifier(json, layers, config.dim()));
		return new VisionTransformer(embedding, null, blocks, head);
	}

	/**
	 * Takes a block of the encoder that ViT and DeiT have in common.
	 * @param config the architecture
	 * @param layers the reader of the checkpoint
	 * @param name the name of the block in the checkpoint
	 * @return the block
	 */
	static Block block(HuggingFaceConfig config, LayerReader layers, String name) {
		int dim = config.dim();
		return new PreNormBlock(layers.norm(name + ".layernorm_before"),
				new MultiHeadAttention(config.heads(layers, name + ".attention.attention"),
						layers.linear(name + ".attention.output.dense", dim, dim)),
				layers.norm(name + ".layernorm_after"),
				new Mlp(layers.linear(name + ".intermediate.dense", config.hidden(), dim),
						layers.activation(config.activation()),
						layers.linear(name + ".output.dense", dim, config.hidden())));
	}

	@Override
	public boolean ignores(String tensor) {
		return tensor.matches("(vit\\.)?(pooler\\..*|embeddings\\.(mask_token|position_ids))");
	}

}
