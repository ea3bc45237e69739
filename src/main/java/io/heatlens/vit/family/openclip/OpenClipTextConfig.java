package io.heatlens.vit.family.openclip;

import java.util.Map;
import java.util.Set;

import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.checkpoint.Json;
import io.heatlens.vit.text.TextCleaning;
import io.heatlens.vit.text.TextPooling;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The {@code text_cfg} of an open_clip model, with the defaults of open_clip for what the
 * file leaves out.
 *
 * @param settings the settings that both towers have
 * @param context the number of tokens that a text can have
 * @param vocabulary the number of different tokens
 * @param dim the embedding dimension
 * @param heads the number of attention heads
 * @param causal whether a token attends only to those before it
 * @param pool which token stands for the text: {@code argmax}, {@code eos}, {@code last}
 * or {@code first}
 * @param end the end token of {@code eos}
 * @param projected whether the vector is projected
 * @param projectionBias whether the projection has a bias
 * @param cleaning what is done to a text before the tokenizer reads it
 */
record OpenClipTextConfig(OpenClipSettings settings, int context, int vocabulary, int dim, int heads, boolean causal,
		String pool, int end, boolean projected, boolean projectionBias, TextCleaning cleaning) {

	private static final Set<String> SUPPORTED = Set.of("context_length", "vocab_size", "hf_tokenizer_name",
			"tokenizer_kwargs", "width", "heads", "layers", "mlp_ratio", "ls_init_value", "pad_id", "eos_id",
			"no_causal_mask", "final_ln_after_pool", "pool_type", "proj_bias", "proj_type", "output_tokens",
			"act_kwargs", "norm_kwargs");

	private static final Map<String, TextCleaning> CLEANINGS = Map.of("lower", TextCleaning.LOWER, "whitespace",
			TextCleaning.WHITESPACE, "canonicalize", TextCleaning.CANONICAL);

	/**
	 * Reads the configuration.
	 * @param model the {@code model_cfg}
	 * @return the configuration of the text tower
	 * @throws InvalidModelException if a value is not supported
	 */
	static OpenClipTextConfig of(JsonNode model) {
		OpenClipSettings settings = new OpenClipSettings("text_cfg", model);
		check(settings);
		JsonNode text = settings.json();
		return new OpenClipTextConfig(settings, Json.number(text, "context_length", 77),
				Json.number(text, "vocab_size", 49408), Json.number(text, "width", 512), Json.number(text, "heads", 8),
				!text.path("no_causal_mask").asBoolean(false),
				settings.one("pool_type", "argmax", Set.of("argmax", "eos", "last", "first")),
				Json.number(text, "eos_id", 2),
				settings.one("proj_type", "linear", Set.of("linear", "none")).equals("linear"),
				text.path("proj_bias").asBoolean(false), cleaning(text));
	}

	private static void check(OpenClipSettings settings) {
		JsonNode text = settings.json();
		if (text.hasNonNull("hf_model_name")) {
			throw new InvalidModelException(
					"the text tower %s of transformers (hf_model_name) is not supported; those of open_clip itself are"
						.formatted(text.get("hf_model_name")));
		}
		if (settings.model().hasNonNull("multimodal_cfg")) {
			throw new InvalidModelException("CoCa (multimodal_cfg) is not supported; CLIP, SigLIP and EVA are");
		}
		settings.check(SUPPORTED);
		text.path("tokenizer_kwargs").properties().forEach((property) -> {
			if (!property.getKey().equals("clean") && OpenClipSettings.isSet(property.getValue())) {
				throw settings.unsupported(property.getKey(), property.getValue());
			}
		});
	}

	// The default is that of the tokenizer of open_clip, or that of a tokenizer of
	// transformers. What open_clip does besides, to texts of a wrong encoding and with
	// HTML entities, is left out.
	private static TextCleaning cleaning(JsonNode text) {
		boolean published = !text.path("hf_tokenizer_name").asString("").isEmpty();
		String name = text.path("tokenizer_kwargs").path("clean").asString(published ? "whitespace" : "lower");
		TextCleaning cleaning = CLEANINGS.get(name);
		if (cleaning == null) {
			throw new InvalidModelException(
					"clean of tokenizer_kwargs should be canonicalize, lower or whitespace, but is \"%s\""
						.formatted(name));
		}
		return cleaning;
	}

	/** Whether padding changes the vector of a text. */
	boolean padded() {
		return !this.causal || this.pool.equals("last");
	}

	/** The end token at which the vector is read, or null. */
	@Nullable Integer endToken() {
		return this.pool.equals("eos") ? this.end : null;
	}

	TextPooling pooling() {
		return switch (this.pool) {
			case "eos" -> TextPooling.end(this.end);
			case "last" -> TextPooling.last();
			case "first" -> TextPooling.first();
			default -> TextPooling.largest();
		};
	}

}
