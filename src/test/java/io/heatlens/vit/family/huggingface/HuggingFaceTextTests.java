package io.heatlens.vit.family.huggingface;

import java.nio.file.Path;

import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.text.TextModels;
import io.heatlens.vit.text.TextTower;
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
 * What the files of the hub have beside what the golden values of {@code TextTowerTests}
 * cover.
 */
@TestInstance(Lifecycle.PER_CLASS)
class HuggingFaceTextTests {

	private static final Path CLIP = TextModels.FOLDER.resolve("hf-clip");

	@AutoClose
	private final TextModels models = new TextModels();

	@Test
	void oldDictionaryIsUsedInsteadOfTheConfiguration() {
		ObjectNode config = (ObjectNode) TextModels.config(CLIP);
		ObjectNode dictionary = text(config).deepCopy();
		dictionary.put("max_position_embeddings", 23);
		config.set("text_config_dict", dictionary);
		assertRefused(CLIP, config, "position_embedding.weight should have the shape [23, 24]");
		config.putNull("text_config_dict");
		assertThat(this.models.read(CLIP, config).tokenizer().context()).isEqualTo(24);
	}

	@Test
	void defaultsOfTheClassAreTakenForWhatTheFileLeavesOut() {
		JsonNode config = JsonMapper.shared().readTree("{\"model_type\": \"clip\", \"text_config\": {}}");
		assertRefused(CLIP, config, "should have the shape [77, 512]");
		Path siglip = TextModels.FOLDER.resolve("hf-siglip");
		assertRefused(siglip, JsonMapper.shared().readTree("{\"model_type\": \"siglip\"}"),
				"should have the shape [768]");
	}

	@Test
	void projectionOfSiglipHasTheHiddenSizeIfItIsNull() {
		Path folder = TextModels.FOLDER.resolve("hf-siglip");
		ObjectNode config = (ObjectNode) TextModels.config(folder);
		text(config).putNull("projection_size");
		assertRefused(folder, config, "text_model.head.weight should have the shape [24, 24]");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			num_hidden_layers   | 0        | num_hidden_layers should be 1 to 1000
			num_hidden_layers   | 3        | text_model.encoder.layers.2
			num_attention_heads | 7        | 7 heads do not divide the dimension 24
			vocab_size          | 12       | token_embedding.weight should have the shape [12, 24]
			hidden_act          | "relu6"  | the activation should be gelu
			eos_token_id        | [1, 2]   | eos_token_id should be a whole number
			""")
	void wrongValueIsNamed(String name, String value, String message) {
		ObjectNode config = (ObjectNode) TextModels.config(CLIP);
		text(config).set(name, JsonMapper.shared().readTree(value));
		assertRefused(CLIP, config, message);
	}

	@Test
	void wrongProjectionIsNamed() {
		ObjectNode config = (ObjectNode) TextModels.config(CLIP);
		config.put("projection_dim", 21);
		assertRefused(CLIP, config, "text_projection.weight should have the shape [21, 24]");
	}

	@Test
	void endTokenTwoMeansTheLargestIdOfClipOnly() {
		TextTower old = this.models.read(TextModels.FOLDER.resolve("hf-clip-old"));
		assertThat(old.transformer().pooling().position(new long[] { 5, 2, 9, 9, 0 })).isEqualTo(2);
		TextTower metaClip2 = this.models.read(TextModels.FOLDER.resolve("hf-metaclip2"));
		assertThat(metaClip2.transformer().pooling().position(new long[] { 5, 2, 9, 9, 0 })).isEqualTo(1);
	}

	private static ObjectNode text(ObjectNode config) {
		return (ObjectNode) config.get("text_config");
	}

	private void assertRefused(Path folder, JsonNode config, String message) {
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> this.models.read(folder, config))
			.withMessageContaining(message);
	}

}
