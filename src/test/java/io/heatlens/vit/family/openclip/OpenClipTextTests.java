package io.heatlens.vit.family.openclip;

import java.nio.file.Path;

import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.text.TextModels;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Text towers of open_clip that are not supported are refused by name. Those that are
 * have golden values in {@code TextTowerTests}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class OpenClipTextTests {

	private static final Path FOLDER = TextModels.FOLDER.resolve("oc-eva");

	@AutoClose
	private final TextModels models = new TextModels();

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					hf_model_name   | "roberta-base"         | the text tower "roberta-base" of transformers
					embed_cls       | true                   | embed_cls of text_cfg is not supported
					qk_norm         | true                   | qk_norm of text_cfg is not supported
					block_type      | "custom"               | block_type of text_cfg is not supported
					pool_type       | "none"                 | pool_type of text_cfg should be argmax, eos, first, last
					proj_type       | "mlp"                  | proj_type of text_cfg should be linear, none
					layers          | 0                      | layers of text_cfg should be 1 to 1000
					layers          | 3                      | transformer.resblocks.2
					heads           | 5                      | 5 heads do not divide the dimension 24
					width           | "wide"                 | width should be a whole number
					context_length  | 32                     | positional_embedding should have the shape [32, 24]
					proj_bias       | true                   | text_projection.weight is missing
					tokenizer_mode  | "clips"                | tokenizer_mode of text_cfg is not supported
					tokenizer_kwargs | {"strip_sep_token": true} | strip_sep_token of text_cfg is not supported
					tokenizer_kwargs | {"clean": "scrub"}    | clean of tokenizer_kwargs should be canonicalize, lower or whitespace
					""")
	void unsupportedValueIsNamed(String name, String value, String message) {
		ObjectNode config = config();
		text(config).set(name, JsonMapper.shared().readTree(value));
		assertRefused(config, message);
	}

	@Test
	void valuesThatAreTheDefaultAreAllowed() {
		ObjectNode config = config();
		text(config).put("embed_cls", false).put("block_type", "default").putNull("tokenizer_mode");
		assertThat(this.models.read(FOLDER, config).tokenizer().context()).isEqualTo(24);
	}

	@Test
	void cocaIsRefused() {
		ObjectNode config = config();
		((ObjectNode) config.get("model_cfg")).putObject("multimodal_cfg");
		assertRefused(config, "CoCa (multimodal_cfg) is not supported");
	}

	private void assertRefused(JsonNode config, String message) {
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> this.models.read(FOLDER, config))
			.withMessageContaining(message);
	}

	private static ObjectNode config() {
		return (ObjectNode) TextModels.config(FOLDER);
	}

	private static ObjectNode text(ObjectNode config) {
		return (ObjectNode) config.get("model_cfg").get("text_cfg");
	}

}
