package io.heatlens.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.heatlens.Closeness;
import io.heatlens.explain.Methods;
import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.MethodParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Models with one output, with quantities as outputs, and for grey images, against what
 * torch computes. The script beside the models made them.
 */
@HttpTest(properties = "heatlens.models.store=" + OutputTests.FOLDER)
class OutputTests {

	static final String FOLDER = "src/test/resources/outputs";

	private static final Path IMAGE = Path.of(FOLDER, "image.png");

	private static final JsonNode EXPECTED = JsonMapper.shared().readTree(Path.of(FOLDER, "expected.json").toFile());

	@Autowired
	private Client client;

	@Autowired
	private Methods methods;

	@ParameterizedTest
	@ValueSource(strings = { "hf-one-output", "hf-regression", "hf-grey", "timm-one-output", "timm-grey" })
	void logitsAndPixelGradientsEqualThoseOfTorch(String model) throws IOException {
		JsonNode result = explain("model=" + model + "&target=0&method=input-x-gradient");
		float[] expected = floats(EXPECTED.at("/" + model + "/logits"));
		for (JsonNode prediction : result.path("predictions")) {
			assertThat(prediction.path("logit").floatValue()).isCloseTo(expected[prediction.path("class").asInt()],
					within(1e-5f));
		}
		assertThat(result.path("predictions").size()).isEqualTo(expected.length);
		Closeness.assertClose(floats(result.at("/explanations/0/heatmap/raw")),
				floats(EXPECTED.at("/" + model + "/inputXGradient")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "hf-one-output", "timm-one-output" })
	void singleOutputIsASigmoid(String model) throws IOException {
		double logit = EXPECTED.at("/" + model + "/logits/0").asDouble();
		JsonNode result = explain("model=" + model + "&score=probability&evaluate=deletion");
		JsonNode explanation = result.at("/explanations/0");
		assertThat(result.at("/predictions/0/probability").asDouble()).isCloseTo(1 / (1 + Math.exp(-logit)),
				within(1e-5));
		assertThat(explanation.path("scoreValue").asDouble()).isCloseTo(1 / (1 + Math.exp(-logit)), within(1e-5));
		assertThat(explanation.path("status").asString()).isNotEqualTo("degenerate");
		assertThat(explanation.path("warnings")).isEmpty();
		assertThat(explanation.at("/evaluation/0/random").asDouble()).isBetween(0.001, 0.999);
	}

	@Test
	void singleOutputHasOneClass() throws IOException {
		this.client.assertProblem(this.client.image("/v1/explanations?model=hf-one-output&target=1", IMAGE), 422,
				"unknown-class");
	}

	@Test
	void regressionHasNoProbability() throws IOException {
		JsonNode result = explain("model=hf-regression&target=1&score=margin&against=0");
		assertThat(result.path("predictions").get(0).propertyNames()).containsExactly("class", "label", "logit");
		assertThat(result.at("/explanations/0/target").propertyNames()).containsExactly("class", "label", "logit");
		assertThat(result.at("/explanations/0/warnings")).isEmpty();
		assertThat(result.at("/predictions/0/class").asInt()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "score=probability, score=logit", "score=log-probability, score=logit",
			"evaluate=deletion, measures probabilities" })
	void whatNeedsProbabilitiesIsRefusedForARegression(String query, String hint) throws IOException {
		var response = this.client.image("/v1/explanations?model=hf-regression&" + query, IMAGE);
		this.client.assertProblem(response, 400, "bad-parameter");
		assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains(hint, "regression");
	}

	@Test
	void everyMethodExplainsGreyImages() throws IOException {
		for (ExplanationMethod method : this.methods.all()) {
			String samples = method.parameters().contains(MethodParameter.SAMPLES) ? "&samples=9" : "";
			String query = "model=timm-grey&method=" + method.name().replace("+", "%2B") + samples;
			assertThat(explain(query).at("/explanations/0/status").asString()).as(method.name()).isNotEmpty();
		}
	}

	@Test
	void everyMetricMeasuresGreyImages() throws IOException {
		JsonNode result = explain("model=hf-grey&smooth=aug&detail=pixel&evaluate=deletion&evaluate=insertion"
				+ "&evaluate=saco&evaluate=road");
		assertThat(result.at("/explanations/0/evaluation").size()).isEqualTo(4);
	}

	private JsonNode explain(String query) throws IOException {
		return this.client.json(this.client.image("/v1/explanations?" + query, IMAGE)).at("/results/0");
	}

	private static float[] floats(JsonNode node) {
		List<Float> values = node.valueStream()
			.flatMap((value) -> value.isArray() ? value.valueStream() : Stream.of(value))
			.map(JsonNode::floatValue)
			.toList();
		float[] numbers = new float[values.size()];
		for (int i = 0; i < numbers.length; i++) {
			numbers[i] = values.get(i);
		}
		return numbers;
	}

}
