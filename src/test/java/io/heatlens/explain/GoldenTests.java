package io.heatlens.explain;

import java.util.List;
import java.util.stream.Stream;

import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Golden;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logits and raw maps against values that share no code with the project.
 */
@SpringBootTest(properties = "heatlens.models.store=src/test/resources/golden/models",
		webEnvironment = SpringBootTest.WebEnvironment.NONE)
class GoldenTests {

	@Autowired
	private ModelStore models;

	@Autowired
	private Explainer explainer;

	@Autowired
	private Predictor predictor;

	@Autowired
	private Methods methods;

	@ParameterizedTest
	@MethodSource("images")
	void logitsEqualTheReference(String name, int image) {
		Model model = this.models.get(name);
		float[] expected = Golden.expected(name, "logits-" + image);
		float[] logits = new float[expected.length];
		this.predictor.predict(model, List.of(Golden.image(name, image)), logits.length)
			.value()
			.get(0)
			.forEach((prediction) -> logits[prediction.index()] = prediction.logit());
		assertThat(Maps.relativeError(logits, expected)).isLessThan(1e-4);
	}

	static Stream<Arguments> images() {
		return Golden.models().stream().flatMap((model) -> Stream.of(Arguments.of(model, 0), Arguments.of(model, 1)));
	}

	@ParameterizedTest
	@MethodSource("grids")
	void rawMapEqualsTheReference(String name, int image, String method, String layer, int target, String tensor) {
		Model model = this.models.get(name);
		DecodedImage picture = Golden.image(name, image);
		ExplanationRequest request = new ExplanationRequest(this.methods.get(method),
				new Target.Classes(List.of(target)), model.site(layer), Normalization.MAX);
		assertThat(Maps.relativeError(Maps.raw(this.explainer, model, picture, request), Golden.expected(name, tensor)))
			.isLessThan(1e-3);
	}

	static Stream<Arguments> grids() {
		List<String> implemented = List.of("grad-cam", "hires-cam", "layer-cam");
		return Golden.models()
			.stream()
			.flatMap((model) -> Golden.cases(model)
				.path("cases")
				.valueStream()
				.filter((test) -> implemented.contains(test.path("method").asString()))
				.filter((test) -> !test.has("gradient") && !test.has("form"))
				.map((test) -> arguments(model, test)));
	}

	private static Arguments arguments(String model, JsonNode test) {
		return Arguments.of(model, test.path("image").asInt(), test.path("method").asString(),
				test.path("layer").asString(), test.path("class").asInt(), test.path("tensor").asString());
	}

}
