package io.heatlens.vit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.checkpoint.Weights;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Positions that the library would resize in a way of its own, or not at all, are refused
 * with one line.
 */
@TestInstance(Lifecycle.PER_CLASS)
class InvalidPositionsTests {

	@AutoClose
	private final Models models = new Models();

	@TempDir
	private Path folder;

	@Test
	void tableOfAnotherGridIsNamed() throws IOException {
		ObjectNode config = config("timm-vit").put("architecture", "beit_base_patch16_224");
		Weights weights = weights("timm-vit").put("blocks.0.attn.relative_position_bias_table", new float[732 * 4], 732,
				4);
		assertRefused(config, weights, "blocks.0.attn.relative_position_bias_table has 732 rows, but an input of",
				"the input size at which it was trained");
	}

	@Test
	void tableOfAGridThatIsNotSquareIsNamed() throws IOException {
		Weights weights = weights("hf-vit");
		for (String name : List.of("cls_token", "patch_embeddings.projection.weight",
				"patch_embeddings.projection.bias")) {
			String vit = "vit.embeddings." + name;
			weights.put("beit.embeddings." + name, weights.get(vit), weights.shape(vit));
		}
		ObjectNode config = config("hf-vit").put("model_type", "beit").put("use_relative_position_bias", true);
		config.putArray("architectures").add("BeitForImageClassification");
		config.putArray("image_size").add(48).add(32);
		assertRefused(config, weights, "image_size is that of 6 x 4 patches", "square grid alone");
	}

	@Test
	void naFlexIsNamed() throws IOException {
		ObjectNode config = config("hf-vit").put("model_type", "siglip2");
		config.putArray("architectures").add("Siglip2ForImageClassification");
		assertRefused(config, weights("hf-vit"), "NaFlex", "model_type siglip");
	}

	private static ObjectNode config(String golden) {
		return (ObjectNode) JsonMapper.shared().readTree(Golden.MODELS.resolve(golden).resolve("config.json").toFile());
	}

	private static Weights weights(String golden) {
		return Weights.read(Golden.MODELS.resolve(golden));
	}

	private void assertRefused(ObjectNode config, Weights weights, String... reasons) throws IOException {
		Files.writeString(this.folder.resolve("config.json"), config.toString());
		weights.write(this.folder.resolve("model.safetensors"), "F32");
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> this.models.load(this.folder))
			.withMessageContainingAll(reasons)
			.withMessageNotContaining("\n");
	}

}
