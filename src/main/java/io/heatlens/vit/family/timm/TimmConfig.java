package io.heatlens.vit.family.timm;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.input.Preprocessing;
import tools.jackson.databind.JsonNode;

/**
 * The architecture in a timm {@code config.json}. Often the file only contains the name
 * of the architecture, from which the rest follows by the conventions of timm. Values in
 * {@code model_args} have priority.
 *
 * @param architecture the name in timm, without the tag of the weights
 * @param json the content of the file
 */
record TimmConfig(String architecture, JsonNode json) {

	private static final Pattern SIZE = Pattern
		.compile("(?:vit|deit3?|flexivit|beit3|eva)_(tiny|small|medium|mediumd|base|large|huge|giant|giantopt|gigantic"
				+ "|little|dlittle|betwixt|wee|pwee|dwee|dpwee|xsmall|intern300m|so150m|so150m2|so400m)(?:_.*)?");

	/**
	 * The number of heads by size, for files whose {@code model_args} do not state it.
	 */
	private static final Map<String, Integer> HEADS = Map.ofEntries(Map.entry("tiny", 3), Map.entry("pwee", 4),
			Map.entry("dpwee", 4), Map.entry("wee", 4), Map.entry("dwee", 4), Map.entry("little", 5),
			Map.entry("dlittle", 5), Map.entry("small", 6), Map.entry("xsmall", 4), Map.entry("medium", 8),
			Map.entry("mediumd", 8), Map.entry("betwixt", 10), Map.entry("base", 12), Map.entry("so150m2", 13),
			Map.entry("so150m", 14), Map.entry("large", 16), Map.entry("huge", 16), Map.entry("giant", 16),
			Map.entry("giantopt", 16), Map.entry("gigantic", 16), Map.entry("so400m", 16), Map.entry("intern300m", 16));

	/** Architectures with another number of heads than others of their size. */
	private static final Map<Pattern, Integer> OTHER_HEADS = Map.of(Pattern.compile("vit_base_patch16_gap_224"), 16,
			// The "plus" models are wider, with heads of the same size.
			Pattern.compile(".*_plus_.*"), 14, Pattern.compile("vit_giant_.*_(dinov2|tipsv2)"), 24);

	/** The few architectures whose GELU is the approximation by the tangent. */
	private static final Pattern TANH_GELU = Pattern
		.compile("vit_(base_patch32|large_patch16|so400m_patch16|giantopt_patch16)_siglip(_gap)?_\\d+");

	/**
	 * Arguments that are refused, because they change the computation, but not the
	 * tensors.
	 */
	private static final List<String> REFUSED_ARGUMENTS = List.of("dynamic_img_pad", "norm_layer", "embed_norm_layer",
			"embed_layer", "block_fn", "mlp_layer", "attn_layer");

	/**
	 * Reads the architecture.
	 * @param json the {@code config.json}
	 * @return the architecture
	 * @throws InvalidModelException if the architecture or an argument is not supported
	 */
	static TimmConfig of(JsonNode json) {
		TimmConfig config = new TimmConfig(architecture(json), json);
		for (String name : REFUSED_ARGUMENTS) {
			JsonNode value = config.argument(name);
			if (value.isString() || value.asBoolean(false)) {
				throw new InvalidModelException("model_args.%s is %s, which is not supported".formatted(name, value));
			}
		}
		return config;
	}

	/**
	 * The name of the architecture.
	 * @param config the {@code config.json}
	 * @return the name without the tag of the weights, or an empty string
	 */
	static String architecture(JsonNode config) {
		String name = config.path("architecture").asString("");
		int tag = name.indexOf('.');
		return (tag < 0) ? name : name.substring(0, tag);
	}

	/**
	 * Finds a value in {@code pretrained_cfg}, or at the top level as in older files.
	 * @param config the {@code config.json}
	 * @param name the name of the value
	 * @return the value, which may be missing
	 */
	static JsonNode anywhere(JsonNode config, String name) {
		JsonNode nested = config.path("pretrained_cfg").path(name);
		return (nested.isMissingNode() || nested.isNull()) ? config.path(name) : nested;
	}

	/**
	 * Finds an argument of the architecture in {@code model_args}.
	 * @param name the name of the argument
	 * @return the value, which may be missing
	 */
	JsonNode argument(String name) {
		return this.json.path("model_args").path(name);
	}

	/**
	 * Whether the model has a classifier: without one, timm sets {@code num_classes} to
	 * 0. That of the model itself counts; in {@code pretrained_cfg} it is that of the
	 * model from which this one was fine-tuned.
	 */
	boolean classifies() {
		return this.json.path("num_classes").asInt(anywhere(this.json, "num_classes").asInt(1)) != 0;
	}

	/**
	 * The size of the input that the model itself has. With {@code dynamic_img_size},
	 * images may have another size.
	 * @param input the size of the images
	 * @return {@code img_size}, or the size of the images if there is none
	 */
	InputSize ownSize(InputSize input) {
		return InputSize.read(argument("img_size"), input);
	}

	int heads(int dim) {
		if (argument("num_heads").isInt()) {
			return argument("num_heads").asInt();
		}
		if (this.architecture.startsWith("test_vit")) {
			return dim / 32;
		}
		Matcher matcher = SIZE.matcher(this.architecture);
		if (!matcher.matches()) {
			throw new InvalidModelException(
					"the number of heads of %s is not known: set model_args.num_heads".formatted(this.architecture));
		}
		return OTHER_HEADS.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().matcher(this.architecture).matches())
			.findFirst()
			.map(Map.Entry::getValue)
			.orElseGet(() -> HEADS.getOrDefault(matcher.group(1), 0));
	}

	float epsilon() {
		return this.architecture.matches(".*_clip_.*|beit3_.*") ? 1e-5f : 1e-6f;
	}

	String activation() {
		return argument("act_layer").asString(publishedActivation());
	}

	private String publishedActivation() {
		if (TANH_GELU.matcher(this.architecture).matches()) {
			return "gelu_tanh";
		}
		return this.architecture.contains("_quickgelu") ? "quick_gelu" : "gelu";
	}

	/** Whether the blocks normalise what they add to the tokens. */
	boolean postNorm() {
		return this.architecture.contains("_rpn_");
	}

	/**
	 * The name of the pooling.
	 * @param otherwise the pooling that the tensors suggest, if the file names none
	 * @return {@code token}, {@code avg}, {@code map} or another name
	 */
	String globalPool(String otherwise) {
		return argument("global_pool").asString(anywhere(this.json, "global_pool").asString(otherwise));
	}

	/** Whether the pooling reads the prefix tokens as well. */
	boolean poolsPrefix() {
		return argument("pool_include_prefix").asBoolean(this.architecture.equals("test_vit3"));
	}

	/**
	 * Whether tokens are normalised after the last block.
	 * @return false for the few architectures that leave this out
	 */
	boolean finalNorm() {
		return argument("final_norm").asBoolean(!this.architecture.contains("intern300m"));
	}

	/**
	 * Checks that an argument, if there is one, agrees with the tensors.
	 * @param name the name of the argument
	 * @param found the value that follows from the tensors
	 * @throws InvalidModelException if the two differ
	 */
	void checkDimension(String name, int found) {
		if (argument(name).isInt() && argument(name).asInt() != found) {
			throw new InvalidModelException(
					"model_args.%s is %s, but the tensors have %d".formatted(name, argument(name), found));
		}
	}

	/**
	 * The width of the tokens.
	 * @param weights the checkpoint
	 * @return the number of outputs of the patch embedding
	 * @throws InvalidModelException if {@code embed_dim} differs
	 */
	int dim(Checkpoint weights) {
		int dim = (int) weights.shape("patch_embed.proj.weight", 4)[0];
		checkDimension("embed_dim", dim);
		return dim;
	}

	/**
	 * Reads the evaluation transform of timm.
	 * @return the preprocessing
	 * @throws InvalidModelException if a value is not supported
	 */
	Preprocessing preprocessing() {
		return new TimmPreprocessing(this.json).read();
	}

}
