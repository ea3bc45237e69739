package io.heatlens.vit.family.openclip;

import java.util.Set;

import io.heatlens.vit.checkpoint.InvalidModelException;
import tools.jackson.databind.JsonNode;

/**
 * The settings of one tower in {@code open_clip_config.json}.
 *
 * @param name the name of the settings, {@code vision_cfg} or {@code text_cfg}
 * @param model the {@code model_cfg}, which holds them
 */
record OpenClipSettings(String name, JsonNode model) {

	/** The settings. */
	JsonNode json() {
		return this.model.path(this.name);
	}

	/**
	 * Checks that no other setting has a value than those that are read.
	 * @param supported the names of the settings that are read
	 * @throws InvalidModelException if another setting changes the tower
	 */
	void check(Set<String> supported) {
		json().properties().forEach((property) -> {
			if (!supported.contains(property.getKey()) && isSet(property.getValue())) {
				throw unsupported(property.getKey(), property.getValue());
			}
		});
	}

	/**
	 * Whether a value changes the tower.
	 * @param value the value
	 * @return false for what open_clip takes as no value
	 */
	static boolean isSet(JsonNode value) {
		return !(value.isNull() || (value.isBoolean() && !value.asBoolean())
				|| (value.isString() && (value.asString().isEmpty() || value.asString().equals("default"))));
	}

	InvalidModelException unsupported(String setting, JsonNode value) {
		return new InvalidModelException("%s of %s is not supported, but is %s".formatted(setting, this.name, value));
	}

	/**
	 * Reads one of several words.
	 * @param setting the name of the setting
	 * @param otherwise the word to use if the setting is missing
	 * @param supported the words that are supported
	 * @return the word
	 * @throws InvalidModelException if it is another
	 */
	String one(String setting, String otherwise, Set<String> supported) {
		String value = json().path(setting).asString(otherwise);
		if (!supported.contains(value)) {
			throw new InvalidModelException("%s of %s should be %s, but is \"%s\"".formatted(setting, this.name,
					String.join(", ", supported.stream().filter((word) -> !word.isEmpty()).sorted().toList()), value));
		}
		return value;
	}

	/**
	 * Reads the number of blocks.
	 * @return the number, 1 to 1000
	 * @throws InvalidModelException if it is another
	 */
	int depth() {
		JsonNode layers = json().path("layers");
		if (!layers.isMissingNode() && (!layers.isInt() || layers.asInt() < 1 || layers.asInt() > 1000)) {
			throw new InvalidModelException("layers of %s should be 1 to 1000%s, but is %s".formatted(this.name,
					layers.isArray() ? " (the ResNets of CLIP are not read, its Vision Transformers are)" : "",
					layers));
		}
		return layers.asInt(12);
	}

	/**
	 * The size of the hidden layer of the MLP.
	 * @param dim the embedding dimension
	 * @return the size
	 */
	int hidden(int dim) {
		return (int) (dim * json().path("mlp_ratio").asDouble(4));
	}

	/** The name of the activation of the MLP. */
	String activation() {
		if (this.model.path("quick_gelu").asBoolean(false)) {
			return "quick_gelu";
		}
		return json().path("act_kwargs").path("approximate").asString("none").equals("tanh") ? "gelu_tanh" : "gelu";
	}

	/** The epsilon of every LayerNorm. */
	float epsilon() {
		return (float) json().path("norm_kwargs").path("eps").asDouble(1e-5);
	}

}
