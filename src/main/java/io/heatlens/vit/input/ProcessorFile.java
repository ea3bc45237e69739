package io.heatlens.vit.input;

import tools.jackson.databind.JsonNode;

/**
 * The settings of an image processor of Hugging Face, as a file holds them.
 *
 * @param name the name of the file, with the path of the settings in it; a key follows,
 * as in {@code preprocessor_config.json: }
 * @param settings the settings
 */
public record ProcessorFile(String name, JsonNode settings) {

	/**
	 * Says where a setting comes from.
	 * @param key the name of the setting
	 * @return the file and the key
	 */
	String source(String key) {
		return this.name + key;
	}

}
