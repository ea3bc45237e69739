package io.heatlens.explain;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import io.heatlens.Closeness;
import io.heatlens.GoldenModelTest;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.checkpoint.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * CAAP against what torch computes with hooks: see {@code patching/make.py}.
 */
@GoldenModelTest
class PatchingTests {

	static final JsonNode EXPECTED = JsonMapper.shared().readTree(Path.of("src/test/resources/patching/expected.json"));

	@Autowired
	private ModelStore models;

	@Autowired
	private Explainer explainer;

	@Autowired
	private Methods methods;

	@ParameterizedTest
	@CsvSource({ "timm-vit, 0", "timm-vit, 1", "timm-vit-registers-avg, 0", "timm-vit-registers-avg, 1", "hf-vit, 0",
			"hf-vit, 1", "hf-dinov2-registers, 0", "hf-dinov2-registers, 1", "hf-deit-distilled, 0",
			"hf-deit-distilled, 1" })
	void mapEqualsTheReference(String name, int image) {
		Model model = this.models.get(name);
		JsonNode expected = EXPECTED.path(name);
		float[] map = Maps.raw(this.explainer, model, Golden.image(name, image),
				ExplanationRequest.of(this.methods.get("caap"),
						new Target.Classes(List.of(expected.path("class").asInt())), MethodOptions.of(model)));
		assertThat(Closeness.relativeError(map, values(expected.path("maps").path(image)))).isLessThan(1e-3);
	}

	static float[] values(JsonNode map) {
		float[] values = new float[map.size()];
		IntStream.range(0, values.length).forEach((i) -> values[i] = map.path(i).floatValue());
		return values;
	}

}
