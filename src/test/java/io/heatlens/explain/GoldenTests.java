package io.heatlens.explain;

import java.util.List;
import java.util.stream.Stream;

import io.heatlens.Closeness;
import io.heatlens.GoldenModelTest;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.checkpoint.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logits and raw maps against values that share no code with the project.
 */
@GoldenModelTest
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
		this.predictor.predict(model, List.of(Golden.image(name, image)), logits.length, Maps.NO_DEADLINE)
			.value()
			.get(0)
			.forEach((prediction) -> logits[prediction.index()] = prediction.logit());
		assertThat(Closeness.relativeError(logits, expected)).isLessThan(1e-4);
	}

	static Stream<Arguments> images() {
		return Golden.models().stream().flatMap((model) -> Stream.of(Arguments.of(model, 0), Arguments.of(model, 1)));
	}

	@ParameterizedTest
	@MethodSource("grids")
	void rawMapEqualsTheReference(GoldenCase test) {
		Model model = this.models.get(test.model());
		DecodedImage picture = Golden.image(test.model(), test.json().path("image").asInt());
		ExplanationRequest request = test.request(this.methods, model);
		float[] expected = Golden.expected(test.model(), test.json().path("tensor").asString());
		float[] raw = Maps.raw(this.explainer, model, picture, request);
		assertThat(Closeness.relativeError(raw, test.json().has("sign") ? Maps.signed(expected, raw) : expected))
			.isLessThan(1e-3);
	}

	static Stream<GoldenCase> grids() {
		return Golden.models()
			.stream()
			.flatMap((model) -> Golden.cases(model)
				.path("cases")
				.valueStream()
				.filter((test) -> !test.path("form").asString("").startsWith("pixels"))
				.map((test) -> new GoldenCase(model, test)));
	}

}
