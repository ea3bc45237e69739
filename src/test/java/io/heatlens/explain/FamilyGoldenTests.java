package io.heatlens.explain;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.heatlens.Closeness;
import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.checkpoint.Golden;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is expected of every kind of model: the values of torch, from the library that
 * defines the kind. A model that cannot be read is left out of the store, so that all its
 * tests fail and those of the others run.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "heatlens.models.store=" + Golden.FAMILIES_FOLDER, "heatlens.models.skip-invalid=true" })
class FamilyGoldenTests {

	private static final List<DecodedImage> IMAGES = Stream.of("image-0.png", "image-1.png")
		.map((file) -> Golden.image(Golden.FAMILIES.resolve(file)))
		.toList();

	@Autowired
	private ModelStore models;

	@Autowired
	private Explainer explainer;

	@Autowired
	private Predictor predictor;

	@Autowired
	private Methods methods;

	static List<String> names() {
		return Golden.models(Golden.FAMILIES);
	}

	static Stream<GoldenCase> cases() {
		return names().stream()
			.flatMap((name) -> expected(name).path("cases").valueStream().map((json) -> new GoldenCase(name, json)));
	}

	@ParameterizedTest
	@MethodSource("names")
	void logitsAndProbabilitiesOfABatch(String name) {
		JsonNode expected = expected(name);
		List<List<Prediction>> predictions = this.predictor
			.predict(this.models.get(name), IMAGES, expected.path("logits").path(0).size(), Maps.NO_DEADLINE)
			.value();
		for (int image = 0; image < IMAGES.size(); image++) {
			float[] logits = floats(expected.path("logits").path(image));
			JsonNode probabilities = expected.path("probabilities").path(image);
			float[] actual = new float[logits.length];
			for (Prediction prediction : predictions.get(image)) {
				actual[prediction.index()] = prediction.logit();
				assertThat(prediction.probability()).isCloseTo(probabilities.path(prediction.index()).asDouble(),
						Offset.offset(1e-5));
			}
			assertThat(Closeness.relativeError(actual, logits)).isLessThan(1e-5);
		}
	}

	@ParameterizedTest
	@MethodSource("names")
	void pixelsOfAnImage(String name) {
		Model model = this.models.get(name);
		JsonNode expected = expected(name).path("pixels");
		float[] pixels = model.prepare(IMAGES.get(0)).pixels();
		int size = model.input().height();
		assertThat(pixels).hasSize(expected.size() * size * size);
		for (int channel = 0; channel < expected.size(); channel++) {
			double[] sums = new double[3];
			for (int row = 0; row < size; row++) {
				for (int column = 0; column < size; column++) {
					float pixel = pixels[(channel * size + row) * size + column];
					sums[0] += pixel;
					sums[1] += pixel * row / (size - 1.0);
					sums[2] += pixel * column / (size - 1.0);
				}
			}
			for (int i = 0; i < sums.length; i++) {
				assertThat(sums[i]).isCloseTo(expected.path(channel).path(i).asDouble(), Offset.offset(0.01));
			}
		}
	}

	@ParameterizedTest
	@MethodSource("names")
	void defaultLayer(String name) {
		assertThat(this.models.get(name).defaultSite().name()).isEqualTo(expected(name).path("layer").asString());
	}

	@ParameterizedTest
	@MethodSource("cases")
	void rawMap(GoldenCase test) {
		Model model = this.models.get(test.model());
		float[] raw = Maps.raw(this.explainer, model, IMAGES.get(test.json().path("image").asInt()),
				test.request(this.methods, model));
		assertThat(Closeness.relativeError(raw, floats(test.json().path("map")))).isLessThan(1e-4);
	}

	@ParameterizedTest
	@MethodSource("names")
	void methodsThatDoNotApplyAreRefusedWithOneThatDoes(String name) {
		Model model = this.models.get(name);
		List<String> refused = expected(name).path("refused").valueStream().map(JsonNode::asString).toList();
		for (ExplanationMethod method : this.methods.all()) {
			if (refused.contains(method.name())) {
				assertThatExceptionOfType(UnsupportedMethodException.class)
					.isThrownBy(() -> this.methods.check(method, model, MethodOptions.of(model)))
					.withMessageContaining("The most similar method that can is");
				String nearest = method.incompatibility(model).orElseThrow().nearest();
				this.methods.check(this.methods.get(nearest), model, MethodOptions.of(model));
			}
			else {
				this.methods.check(method, model, MethodOptions.of(model));
			}
		}
	}

	private static JsonNode expected(String name) {
		return JsonMapper.shared().readTree(Golden.FAMILIES.resolve(Path.of(name, "expected.json")).toFile());
	}

	private static float[] floats(JsonNode array) {
		float[] values = new float[array.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) array.get(i).asDouble();
		}
		return values;
	}

}
