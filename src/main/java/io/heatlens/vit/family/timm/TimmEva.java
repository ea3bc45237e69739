package io.heatlens.vit.family.timm;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.Linears;
import io.heatlens.vit.family.RotaryTable;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.layer.Activation;
import io.heatlens.vit.layer.Layer;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.transformer.Attention;
import io.heatlens.vit.transformer.Block;
import io.heatlens.vit.transformer.HeadProjection;
import io.heatlens.vit.transformer.MultiHeadAttention;
import io.heatlens.vit.transformer.PatchEmbedding;
import io.heatlens.vit.transformer.Pooling;
import io.heatlens.vit.transformer.PostNormBlock;
import io.heatlens.vit.transformer.PreNormBlock;
import io.heatlens.vit.transformer.Rotary;
import io.heatlens.vit.transformer.TransformedAttention;
import io.heatlens.vit.transformer.VisionTransformer;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * The architectures of timm's {@code eva} module: EVA, EVA-02, and Vision Transformers
 * with rotary positions, among them the Perception Encoder and DINOv3. The checkpoint
 * decides which tokens, biases, norms and gates there are.
 */
@Component
class TimmEva implements TimmFamily {

	private static final Pattern SIZE = Pattern.compile("(?:eva|eva02|vit(?:_pe_[a-z]+)?)_([a-z0-9]+)_.*");

	/**
	 * The number of heads by size, for files whose {@code model_args} do not state it.
	 */
	private static final Map<String, Integer> HEADS = Map.ofEntries(Map.entry("tiny", 3), Map.entry("small", 6),
			Map.entry("medium", 8), Map.entry("mediumd", 8), Map.entry("betwixt", 10), Map.entry("base", 12),
			Map.entry("large", 16), Map.entry("giant", 16), Map.entry("gigantic", 16), Map.entry("enormous", 16),
			Map.entry("huge", 20), Map.entry("7b", 32));

	private static final Pattern SMALLER_EPSILON = Pattern.compile("eva.*|vit_.*_rope_.*");

	private static final Pattern CLS = Pattern.compile(".*_clip_.*|vit_.*_rope_(?!reg).*|.*_lingbot");

	/** The architectures without absolute positions. */
	private static final Pattern WITHOUT_POSITIONS = Pattern
		.compile("vit_.*_rope(_mixed)?_\\d+|vit_.*_rope_reg.*|vit_.*_(dinov3|lingbot)(_.*)?");

	/** The architectures without a LayerNorm after the last block. */
	private static final Pattern UNNORMED = Pattern.compile("vit_pe_(lang|spatial)_.*");

	@Override
	public String name() {
		return "timm-eva";
	}

	@Override
	public TimmModule module() {
		return TimmModule.EVA;
	}

	@Override
	public VisionTransformer read(JsonNode json, InputSize input, Checkpoint weights) {
		TimmConfig config = TimmConfig.of(json);
		LayerReader layers = new LayerReader(weights, config.dim(weights),
				SMALLER_EPSILON.matcher(config.architecture()).matches() ? 1e-6f : 1e-5f);
		int depth = TimmBlocks.depth(config, weights);
		PatchEmbedding embedding = TimmEmbedding.take(config, layers, input, config.argument("use_abs_pos_emb")
			.asBoolean(!WITHOUT_POSITIONS.matcher(config.architecture()).matches()));
		return new VisionTransformer(embedding, layers.normIfAny("norm_pre"), blocks(config, layers, embedding, depth),
				TimmHead.take(config, layers, pooling(config, layers),
						!UNNORMED.matcher(config.architecture()).matches()));
	}

	private static List<Block> blocks(TimmConfig config, LayerReader layers, PatchEmbedding embedding, int depth) {
		int heads = heads(config);
		boolean postNorm = config.argument("use_post_norm")
			.asBoolean(config.architecture().startsWith("eva02_enormous_"));
		TimmRotary rotary = TimmRotary.of(config);
		List<Rotary> tables = (rotary != null) ? rotary.tables(layers, embedding, heads, depth) : List.of();
		return IntStream.range(0, depth).<Block>mapToObj((i) -> {
			String name = "blocks." + i;
			HeadProjection qkv = qkv(layers, name + ".attn", heads, rotary != null && rotary.interleaved());
			Layer projection = projection(layers, name);
			Attention attention = (rotary != null) ? new TransformedAttention(qkv, List.of(tables.get(i)), projection)
					: new MultiHeadAttention(qkv, projection);
			Layer mlp = TimmMlp.take(layers, name + ".mlp", new Activation.Gelu(), name + ".gamma_2");
			return postNorm
					? new PostNormBlock(attention, layers.norm(name + ".norm1"), mlp, layers.norm(name + ".norm2"))
					: new PreNormBlock(layers.norm(name + ".norm1"), attention, layers.norm(name + ".norm2"), mlp);
		}).toList();
	}

	private static int heads(TimmConfig config) {
		if (config.argument("num_heads").isInt()) {
			return config.argument("num_heads").asInt();
		}
		if (config.architecture().equals("vit_giant_patch16_lingbot")) {
			return 24;
		}
		Matcher matcher = SIZE.matcher(config.architecture());
		Integer heads = matcher.matches() ? HEADS.get(matcher.group(1)) : null;
		if (heads == null) {
			throw new InvalidModelException("the number of heads of %s is not known: set model_args.num_heads"
				.formatted(config.architecture()));
		}
		return heads;
	}

	private static HeadProjection qkv(LayerReader layers, String name, int heads, boolean interleaved) {
		List<Linear> parts = parts(layers, name);
		return layers.heads(ordered(parts.get(0), heads, interleaved), ordered(parts.get(1), heads, interleaved),
				parts.get(2), heads);
	}

	private static Linear ordered(Linear linear, int heads, boolean interleaved) {
		if (!interleaved) {
			return linear;
		}
		NDArray bias = linear.bias();
		return new Linear(RotaryTable.halves(linear.weight(), heads),
				(bias != null) ? RotaryTable.halves(bias, heads) : null);
	}

	private static List<Linear> parts(LayerReader layers, String name) {
		int dim = layers.dim();
		if (layers.weights().has(name + ".q_proj.weight")) {
			return Stream.of(".q_proj", ".k_proj", ".v_proj")
				.map((part) -> layers.linear(name + part, dim, dim, layers.weights().has(name + part + ".bias")))
				.toList();
		}
		List<Linear> parts = Linears
			.chunks(layers.linear(name + ".qkv", 3L * dim, dim, layers.weights().has(name + ".qkv.bias")), 3);
		if (!layers.weights().has(name + ".q_bias")) {
			return parts;
		}
		// The keys have no bias.
		return List.of(new Linear(parts.get(0).weight(), layers.take(name + ".q_bias", dim)), parts.get(1),
				new Linear(parts.get(2).weight(), layers.take(name + ".v_bias", dim)));
	}

	private static Layer projection(LayerReader layers, String block) {
		Linear linear = layers.scaledIfAny(layers.linear(block + ".attn.proj", layers.dim(), layers.dim()),
				block + ".gamma_1");
		return layers.normedIfAny(block + ".attn.norm", linear);
	}

	private static Pooling pooling(TimmConfig config, LayerReader layers) {
		String published = config.architecture().startsWith("vit_pe_core_") ? "map"
				: CLS.matcher(config.architecture()).matches() ? "token" : "avg";
		String pool = config.globalPool(published);
		if (!pool.equals("map")) {
			return TimmHead.pooling(pool, false);
		}
		int heads = config.argument("attn_pool_num_heads")
			.asInt(config.architecture().startsWith("vit_pe_core_") ? 8 : heads(config));
		return TimmAttentionPool.take(layers, heads, new Activation.Gelu(), true);
	}

	// The tables of rotary positions are computed, except for learned frequencies.
	@Override
	public boolean ignores(String tensor) {
		return tensor.equals("mask_token") || (tensor.contains("rope") && !tensor.equals("rope.freqs"));
	}

}
