package io.heatlens.explain;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.heatlens.Closeness;
import io.heatlens.GoldenModelTest;
import io.heatlens.explain.method.HeadFusion;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.vit.layer.BackwardRule;
import io.heatlens.vit.transformer.Site;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

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
	void rawMapEqualsTheReference(Case test) {
		Model model = this.models.get(test.model());
		DecodedImage picture = Golden.image(test.model(), test.json().path("image").asInt());
		ExplanationRequest request = ExplanationRequest.of(this.methods.get(test.method()),
				new Target.Classes(List.of(test.json().path("class").asInt())), test.options(model));
		float[] expected = Golden.expected(test.model(), test.json().path("tensor").asString());
		float[] raw = Maps.raw(this.explainer, model, picture, request);
		assertThat(Closeness.relativeError(raw, test.json().has("sign") ? Maps.signed(expected, raw) : expected))
			.isLessThan(1e-3);
	}

	static Stream<Case> grids() {
		return Golden.models()
			.stream()
			.flatMap((model) -> Golden.cases(model)
				.path("cases")
				.valueStream()
				.filter((test) -> !test.path("form").asString("").startsWith("pixels"))
				.map((test) -> new Case(model, test)));
	}

	/**
	 * One expected map.
	 *
	 * @param model folder
	 * @param json what was asked for
	 */
	record Case(String model, JsonNode json) {

		String method() {
			return this.json.path("method").asString();
		}

		MethodOptions options(Model asked) {
			MethodOptions defaults = MethodOptions.of(asked);
			List<Site> layers = this.json.path("layer").isString()
					? List.of(asked.site(this.json.path("layer").asString())) : defaults.layers();
			return new MethodOptions(layers, defaults.layersFusion(),
					BackwardRule.valueOf(this.json.path("gradient").asString("plain").toUpperCase(Locale.ROOT)),
					defaults.score(), defaults.smoothing(),
					HeadFusion.valueOf(this.json.path("fusion").asString("mean").toUpperCase(Locale.ROOT)), 0,
					this.json.path("steps").asInt(MethodOptions.STEPS), null, 0, null);
		}

		@Override
		public String toString() {
			return this.model + " " + this.json;
		}

	}

}
