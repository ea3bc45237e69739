package io.heatlens.vit.family.huggingface;

import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.family.AttentionPools;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.Linears;
import io.heatlens.vit.family.PositionInterpolation;
import io.heatlens.vit.input.HuggingFaceProcessor;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.input.ProcessorFile;
import io.heatlens.vit.layer.LayerNorm;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.layer.Mlp;
import io.heatlens.vit.transformer.AttentionPooling;
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
 * The image towers of Hugging Face's {@code CLIPForImageClassification} (Radford et al.
 * 2021), {@code MetaClip2ForImageClassification} and {@code SiglipForImageClassification}
 * (Zhai et al. 2023; SigLIP 2 of a fixed resolution is the same architecture), with a
 * classifier of the mean of the patch tokens; and the models and towers without a
 * classifier, whose vector is the projected CLS token, the CLS token, or that of SigLIP's
 * attention pooling. CLIP has a CLS token and a LayerNorm before the first block, and
 * none after the last; SigLIP has a LayerNorm after the last block.
 */
@Component
class HuggingFaceClip implements HuggingFaceFamily {

	private static final String EMBEDDINGS = "vision_model.embeddings";

	private static final String PROJECTED = "CLIPVisionModelWithProjection";

	@Override
	public String name() {
		return "hf-clip";
	}

	@Override
	public boolean reads(JsonNode config) {
		return HuggingFaceConfig.names(config, "clip", "CLIPForImageClassification", "CLIPModel")
				|| HuggingFaceConfig.names(config, "clip_vision_model", "CLIPVisionModel", PROJECTED)
				|| HuggingFaceConfig.names(config, "metaclip_2", "MetaClip2ForImageClassification", "MetaClip2Model")
				|| isSiglip(config) || isNaFlex(config);
	}

	private static boolean isSiglip(JsonNode config) {
		return HuggingFaceConfig.names(config, "siglip", "SiglipForImageClassification", "SiglipModel")
				|| HuggingFaceConfig.names(config, "siglip_vision_model", "SiglipVisionModel");
	}

	private static boolean isNaFlex(JsonNode config) {
		return config.path("model_type").asString("").startsWith("siglip2");
	}

	@Override
	public Preprocessing preprocessing(JsonNode config, @Nullable ProcessorFile preprocessor) {
		if (isNaFlex(config)) {
			throw new InvalidModelException(
					"SigLIP 2 with patches of any number (NaFlex, model_type siglip2) is not supported; SigLIP 2 of a fixed resolution, which has the model_type siglip, is");
		}
		HuggingFaceProcessor processor = isSiglip(config) ? HuggingFaceProcessor.SIGLIP : HuggingFaceProcessor.CLIP;
		return vision(config).preprocessing(processor, preprocessor);
	}

	private static HuggingFaceConfig vision(JsonNode config) {
		// A tower by itself has its settings at the top level.
		JsonNode vision = config.has("vision_config") ? config.path("vision_config") : config;
		return isSiglip(config) ? HuggingFaceConfig.of(vision, "gelu_pytorch_tanh", 1e-6, 16)
				: HuggingFaceConfig.of(vision, "quick_gelu", 1e-5, 32);
	}

	@Override
	public VisionTransformer read(JsonNode json, InputSize input, Checkpoint checkpoint) {
		Checkpoint weights = HuggingFaceFamily.rooted(checkpoint, "vision_model");
		HuggingFaceConfig config = vision(json);
		LayerReader layers = new LayerReader(weights, config.dim(), config.epsilon());
		boolean siglip = isSiglip(json);
		PatchEmbedding embedding = embedding(config, layers, input, !siglip);
		LayerNorm preNorm = siglip ? null : layers.norm("vision_model.pre_layrnorm");
		List<Block> blocks = IntStream.range(0, config.depth())
			.mapToObj((i) -> block(config, layers, "vision_model.encoder.layers." + i))
			.toList();
		return new VisionTransformer(embedding, preNorm, blocks, head(json, config, layers));
	}

	private Head head(JsonNode json, HuggingFaceConfig config, LayerReader layers) {
		boolean siglip = isSiglip(json);
		LayerNorm norm = (siglip || !classifies(json)) ? layers.norm("vision_model.post_layernorm") : null;
		if (classifies(json)) {
			return new Head(norm, TokenPooling.PATCH_MEAN, null, classifier(json, layers, config.dim()));
		}
		if (siglip) {
			return new Head(norm, attentionPooling(config, layers), null, null);
		}
		return new Head(norm, TokenPooling.CLS, null, projects(json) ? projection(layers) : null);
	}

	private static boolean projects(JsonNode json) {
		String architecture = HuggingFaceConfig.architecture(json);
		return architecture.equals(PROJECTED) || !architecture.equals("CLIPVisionModel");
	}

	private static Linear projection(LayerReader layers) {
		String name = "visual_projection";
		return layers.linear(name, layers.weights().shape(name + ".weight", 2)[0], layers.dim(), false);
	}

	private static AttentionPooling attentionPooling(HuggingFaceConfig config, LayerReader layers) {
		String name = "vision_model.head";
		int dim = config.dim();
		Linear all = new Linear(layers.take(name + ".attention.in_proj_weight", 3L * dim, dim),
				layers.take(name + ".attention.in_proj_bias", 3L * dim));
		List<Linear> parts = Linears.split(all, dim);
		Mlp mlp = new Mlp(layers.linear(name + ".mlp.fc1", config.hidden(), dim),
				layers.activation(config.activation()), layers.linear(name + ".mlp.fc2", dim, config.hidden()));
		return AttentionPools.of(layers.take(name + ".probe", 1, 1, dim), parts.get(0), parts.get(1),
				layers.linear(name + ".attention.out_proj", dim, dim), layers.norm(name + ".layernorm"), mlp,
				config.heads(), false);
	}

	private static PatchEmbedding embedding(HuggingFaceConfig config, LayerReader layers, InputSize input,
			boolean clip) {
		NDArray kernel = config.kernel(layers, EMBEDDINGS + ".patch_embedding.weight");
		NDArray bias = clip ? null : layers.take(EMBEDDINGS + ".patch_embedding.bias", config.dim());
		NDArray prefix = clip ? layers.take(EMBEDDINGS + ".class_embedding", config.dim()).reshape(1, 1, config.dim())
				: layers.weights().noTokens(config.dim());
		NDArray positions = layers.take(EMBEDDINGS + ".position_embedding.weight", config.positions(prefix),
				config.dim());
		return config.positioned(new PatchEmbedding(kernel, bias, prefix, null, config.grid(input)),
				positions.expandDims(0), PositionInterpolation.PLAIN);
	}

	private static Block block(HuggingFaceConfig config, LayerReader layers, String name) {
		int dim = config.dim();
		String attention = name + ".self_attn";
		return new PreNormBlock(layers.norm(name + ".layer_norm1"),
				new MultiHeadAttention(
						layers.heads(layers.linear(attention + ".q_proj", dim, dim),
								layers.linear(attention + ".k_proj", dim, dim),
								layers.linear(attention + ".v_proj", dim, dim), config.heads()),
						layers.linear(attention + ".out_proj", dim, dim)),
				layers.norm(name + ".layer_norm2"),
				new Mlp(layers.linear(name + ".mlp.fc1", config.hidden(), dim), layers.activation(config.activation()),
						layers.linear(name + ".mlp.fc2", dim, config.hidden())));
	}

	// The classifier reads neither the text tower, nor the projections to the common
	// space, nor the attention pooling of SigLIP, nor the last LayerNorm of CLIP; a
	// vector
	// of images alone does not read the text tower either.
	@Override
	public boolean ignores(String tensor) {
		return tensor.startsWith("text_model.") || tensor.matches("(logit_scale|logit_bias)")
				|| tensor.matches("(visual|text)_projection\\..*") || tensor.startsWith("vision_model.head.")
				|| tensor.startsWith("vision_model.post_layernorm.") || tensor.endsWith("embeddings.position_ids");
	}

}
