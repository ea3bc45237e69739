package io.heatlens.vit.family;

import java.nio.file.Path;
import java.util.stream.Stream;

import io.heatlens.Closeness;
import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.vit.family.huggingface.HuggingFaceVit;
import io.heatlens.vit.family.timm.TimmVit;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.input.ProcessorFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Inputs against those of the image processors of transformers and the transforms of
 * timm, value by value. The script beside the data made them.
 */
class PreprocessingGoldenTests {

	private static final Path FOLDER = Path.of("src/test/resources/preprocessing");

	private static final Path PHOTO = Golden.MODELS.resolveSibling("images/preprocess/chelsea.png");

	@ParameterizedTest
	@MethodSource("cases")
	void inputEqualsThatOfTheLibrary(JsonNode test) {
		JsonNode config = test.path("config");
		Preprocessing read = test.path("reader").asString().equals("timm")
				? new TimmVit().preprocessing(JsonMapper.shared()
					.createObjectNode()
					.put("architecture", "vit_own_patch16_224")
					.set("pretrained_cfg", config), null)
				: new HuggingFaceVit().preprocessing(JsonMapper.shared().createObjectNode(),
						new ProcessorFile("", config));
		float[] pixels = read.withChannels(test.path("channels").asInt()).prepare(Golden.image(PHOTO)).pixels();
		float[] expected = Golden.expected(FOLDER, test.path("expected").asString());
		int step = test.path("step").asInt();
		assertThat(expected).hasSize((pixels.length + step - 1) / step);
		float[] found = new float[expected.length];
		for (int i = 0; i < found.length; i++) {
			found[i] = pixels[i * step];
		}
		Closeness.assertClose(found, expected);
	}

	static Stream<Arguments> cases() {
		return JsonMapper.shared()
			.readTree(FOLDER.resolve("cases.json").toFile())
			.valueStream()
			.map((test) -> Arguments.argumentSet(test.path("config").toString(), test));
	}

}
