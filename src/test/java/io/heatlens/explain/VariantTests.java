package io.heatlens.explain;

import java.util.List;
import java.util.stream.Stream;

import io.heatlens.Closeness;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.checkpoint.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checkpoints that timm and transformers wrote, against their own logits and gradients.
 */
@SpringBootTest(properties = "heatlens.models.store=src/test/resources/variants",
		webEnvironment = SpringBootTest.WebEnvironment.NONE)
class VariantTests {

	@Autowired
	private ModelStore models;

	@Autowired
	private Explainer explainer;

	@Autowired
	private Predictor predictor;

	@Autowired
	private Methods methods;

	@ParameterizedTest
	@MethodSource("names")
	void logitsEqualThoseOfTheLibrary(String name) {
		float[] expected = Golden.expected(Golden.VARIANTS.resolve(name), "logits-0");
		float[] logits = new float[expected.length];
		this.predictor
			.predict(this.models.get(name), List.of(Golden.image(Golden.VARIANTS.resolve(name).resolve("image-0.png"))),
					logits.length, Maps.NO_DEADLINE)
			.value()
			.get(0)
			.forEach((prediction) -> logits[prediction.index()] = prediction.logit());
		assertThat(Closeness.relativeError(logits, expected)).isLessThan(1e-4);
	}

	static Stream<String> names() {
		return Golden.models(Golden.VARIANTS).stream();
	}

	@ParameterizedTest
	@MethodSource("grids")
	void rawMapEqualsThatOfTheLibrary(String name, String method, String layer, int target, String tensor) {
		Model model = this.models.get(name);
		ExplanationRequest request = ExplanationRequest.of(this.methods.get(method),
				new Target.Classes(List.of(target)), MethodOptions.of(model).withLayers(List.of(model.site(layer))));
		float[] raw = Maps.raw(this.explainer, this.models.get(name),
				Golden.image(Golden.VARIANTS.resolve(name).resolve("image-0.png")), request);
		assertThat(Closeness.relativeError(raw, Golden.expected(Golden.VARIANTS.resolve(name), tensor)))
			.isLessThan(1e-3);
	}

	static Stream<Arguments> grids() {
		return names().flatMap((model) -> Golden.cases(Golden.VARIANTS.resolve(model))
			.path("cases")
			.valueStream()
			.map((test) -> Arguments.of(model, test.path("method").asString(), test.path("layer").asString(),
					test.path("class").asInt(), test.path("tensor").asString())));
	}

}
