package io.heatlens.web;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.heatlens.Closeness;
import io.heatlens.explain.Methods;
import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.MethodParameter;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Models of two stages, with grids of 8 x 8 and 4 x 4, against what torch computes. The
 * script beside the models made them.
 */
@HttpTest(properties = "heatlens.models.store=" + StageTests.FOLDER)
class StageTests {

	static final String FOLDER = "src/test/resources/stages";

	private static final Path IMAGE = Path.of(FOLDER, "image.png");

	private static final JsonNode EXPECTED = JsonMapper.shared().readTree(Path.of(FOLDER, "expected.json").toFile());

	/** A layer of the first stage. */
	private static final String FINER = "model=timm-swin&target=2&layer=blocks[1].norm2";

	@Autowired
	private Client client;

	@Autowired
	private Methods methods;

	@ParameterizedTest
	@ValueSource(strings = { "timm-swin", "hf-swinv2" })
	void logitsAndPixelGradientsEqualThoseOfTorch(String model) throws IOException {
		JsonNode result = explain("model=" + model + "&target=2&method=input-x-gradient");
		float[] expected = floats(EXPECTED.path(model).path("logits"));
		for (JsonNode prediction : result.path("predictions")) {
			assertThat(prediction.path("logit").floatValue()).isCloseTo(expected[prediction.path("class").asInt()],
					Offset.offset(1e-4f));
		}
		assertThat(Closeness.relativeError(floats(result.at("/explanations/0/heatmap/raw")),
				floats(EXPECTED.path(model).path("inputXGradient"))))
			.isLessThan(1e-3);
	}

	@ParameterizedTest
	@CsvSource({ "timm-swin, blocks[1].norm2, 8", "timm-swin, blocks[1], 8", "timm-swin, blocks[2].norm1, 4",
			"timm-swin, blocks[3].norm2, 4", "timm-swin, blocks[3], 4", "hf-swinv2, blocks[1], 8",
			"hf-swinv2, blocks[3], 4" })
	void mapOfALayerHasItsGridAndEqualsThatOfTorch(String model, String layer, int rows) throws IOException {
		JsonNode heatmap = explain("model=" + model + "&target=2&layer=" + layer).at("/explanations/0/heatmap");
		assertThat(heatmap.path("rows").asInt()).isEqualTo(rows);
		assertThat(heatmap.path("columns").asInt()).isEqualTo(rows);
		assertThat(Closeness.relativeError(floats(heatmap.path("raw")),
				floats(EXPECTED.path(model).path("gradCam").path(layer))))
			.isLessThan(1e-3);
	}

	@ParameterizedTest
	@CsvSource({ "timm-swin, blocks[3].norm2, 12", "hf-swinv2, blocks[3], 4" })
	void descriptionHasTheGridOfEachLayer(String model, String defaultLayer, int count) throws IOException {
		JsonNode description = this.client.json(this.client.get("/v1/models/" + model));
		assertThat(description.at("/grid/rows").asInt()).isEqualTo(4);
		assertThat(description.path("layers").size()).isEqualTo(count);
		for (JsonNode layer : description.path("layers")) {
			boolean first = layer.path("name").asString().matches("blocks\\[[01]].*");
			assertThat(layer.at("/grid/rows").asInt(4)).isEqualTo(first ? 8 : 4);
			assertThat(layer.has("grid")).isEqualTo(first);
			assertThat(layer.path("default").asBoolean()).isEqualTo(layer.path("name").asString().equals(defaultLayer));
		}
	}

	@Test
	void layersOfDifferentGridsAreRefusedWithLayersOfOne() throws IOException {
		HttpResponse<byte[]> response = this.client.image("/v1/explanations?" + FINER + "&layer=blocks[3].norm2",
				IMAGE);
		this.client.assertProblem(response, 422, "unsupported-method");
		assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("blocks[1].norm2 has 8 x 8",
				"blocks[3].norm2 has 4 x 4", "such as blocks[2].norm2 and blocks[3].norm2");
	}

	@Test
	void layersOfOneGridAreFused() throws IOException {
		assertThat(explain(FINER + "&layer=blocks[0].norm2").at("/explanations/0/heatmap/rows").asInt()).isEqualTo(8);
	}

	@ParameterizedTest
	@ValueSource(strings = { "attention-rollout", "generic-attention", "gradient-rollout", "legrad" })
	void methodsThatFollowAttentionNameOneThatWorks(String method) throws IOException {
		HttpResponse<byte[]> response = this.client.image("/v1/explanations?model=timm-swin&method=" + method, IMAGE);
		this.client.assertProblem(response, 422, "unsupported-method");
		assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("that can is \\\"grad-cam\\\"");
	}

	@Test
	void caapNeedsPatchesThatAreNotMerged() throws IOException {
		HttpResponse<byte[]> response = this.client.image("/v1/explanations?model=timm-swin&method=caap", IMAGE);
		this.client.assertProblem(response, 422, "unsupported-method");
		assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("that can is \\\"occlusion\\\"");
	}

	@Test
	void everyOtherMethodExplainsAtAFinerLayer() throws IOException {
		for (ExplanationMethod method : this.methods.all()) {
			boolean takesLayer = method.parameters().contains(MethodParameter.LAYER);
			String query = "model=timm-swin&target=2&method=" + method.name().replace("+", "%2B")
					+ (takesLayer ? "&layer=blocks[1].norm2" : "")
					+ (method.parameters().contains(MethodParameter.SAMPLES) ? "&samples=9" : "");
			HttpResponse<byte[]> response = this.client.image("/v1/explanations?" + query, IMAGE);
			if (response.statusCode() != 422) {
				JsonNode heatmap = this.client.json(response).at("/results/0/explanations/0/heatmap");
				assertThat(heatmap.path("rows").asInt()).as(method.name()).isEqualTo(takesLayer ? 8 : 4);
			}
		}
	}

	@Test
	void pixelsOfAFinerMapAddUpToIt() throws IOException {
		float[] patches = floats(explain(FINER + "&smooth=aug").at("/explanations/0/heatmap/raw"));
		JsonNode pixels = explain(FINER + "&smooth=aug&detail=pixel").at("/explanations/0/heatmap");
		assertThat(pixels.path("rows").asInt()).isEqualTo(32);
		float[] values = floats(pixels.path("raw"));
		float[] sums = new float[patches.length];
		for (int pixel = 0; pixel < values.length; pixel++) {
			sums[pixel / 32 / 4 * 8 + pixel % 32 / 4] += values[pixel];
		}
		assertThat(Closeness.relativeError(sums, patches)).isLessThan(1e-4);
	}

	@Test
	void finerMapIsMeasuredWithItsOwnPatches() throws IOException {
		String metrics = "&evaluate=deletion&evaluate=insertion&evaluate=saco&evaluate=road";
		JsonNode explanations = explain(FINER + "&method=hires-cam&method=occlusion" + metrics).path("explanations");
		// one step for each twentieth of 64 patches, and one for each of 16 patches
		assertThat(explanations.at("/0/evaluation/0/steps").asInt()).isEqualTo(21);
		assertThat(explanations.at("/1/evaluation/0/steps").asInt()).isEqualTo(17);
		assertThat(explanations.at("/0/evaluation").size()).isEqualTo(4);
		JsonNode plan = this.client
			.json(this.client.image("/v1/explanations?" + FINER + "&dry-run=true&evaluate=deletion", IMAGE));
		assertThat(plan.at("/passes/forwards").asInt()).isEqualTo(1 + 2 * 21);
	}

	@Test
	void finerMapIsPooledOnItsOwnGrid() throws IOException {
		assertThat(explain(FINER + "&pool=5&pool.stride=1").at("/explanations/0/heatmap/rows").asInt()).isEqualTo(4);
		HttpResponse<byte[]> response = this.client.image("/v1/explanations?model=timm-swin&pool=5", IMAGE);
		this.client.assertProblem(response, 400, "bad-parameter");
		assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("the grid of 4 x 4");
	}

	@Test
	void mapsOfDifferentGridsHaveAnAgreement() throws IOException {
		JsonNode result = explain(FINER + "&method=hires-cam&method=input-x-gradient");
		assertThat(result.at("/explanations/0/heatmap/rows").asInt()).isEqualTo(8);
		assertThat(result.at("/explanations/1/heatmap/rows").asInt()).isEqualTo(4);
		assertThat(result.at("/agreement/0/spearman").asDouble(2)).isBetween(-1.0, 1.0);
	}

	@Test
	void finerMapIsDrawn() throws IOException {
		HttpResponse<byte[]> picture = this.client.image("/v1/explanations?" + FINER, IMAGE, "image/png");
		assertThat(picture.statusCode()).isEqualTo(200);
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
