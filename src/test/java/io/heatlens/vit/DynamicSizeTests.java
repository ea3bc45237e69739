package io.heatlens.vit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.heatlens.Closeness;
import io.heatlens.vit.checkpoint.Golden;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Models of timm with {@code dynamic_img_size}, whose positions are resized to the shape
 * of the images. The script beside the file computed the logits.
 */
class DynamicSizeTests {

	@AutoClose
	private final Models models = new Models();

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvFileSource(files = "src/test/resources/dynamic/expected.csv", numLinesToSkip = 1)
	void logitsEqualThoseOfTimm(String name, int height, int width, String logits) throws IOException {
		Path golden = Golden.MODELS.resolve(name);
		ObjectNode config = (ObjectNode) JsonMapper.shared().readTree(golden.resolve("config.json").toFile());
		((ObjectNode) config.path("model_args")).put("dynamic_img_size", true);
		((ObjectNode) config.path("pretrained_cfg")).putArray("input_size").add(3).add(height).add(width);
		Files.writeString(this.folder.resolve("config.json"), config.toString());
		Files.copy(golden.resolve("model.safetensors"), this.folder.resolve("model.safetensors"));
		String[] texts = logits.split(" ", -1);
		float[] expected = new float[texts.length];
		for (int i = 0; i < texts.length; i++) {
			expected[i] = Float.parseFloat(texts[i]);
		}
		Closeness.assertClose(this.models.logits(this.models.load(this.folder), Golden.image(name, 0)), expected);
	}

}
