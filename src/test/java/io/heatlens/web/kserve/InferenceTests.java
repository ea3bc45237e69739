package io.heatlens.web.kserve;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import io.heatlens.Closeness;
import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.web.Client;
import io.heatlens.web.HttpTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The Open Inference Protocol gives the numbers of the own protocol as tensors.
 */
@HttpTest(properties = { Golden.STORE, "heatlens.upload.max-size=1MB" })
class InferenceTests {

	private final Client client;

	private final InferenceClient inference;

	InferenceTests(@Autowired Client client) {
		this.client = client;
		this.inference = new InferenceClient(client);
	}

	@Test
	void outputsAreTheNumbersOfTheOwnProtocol() throws IOException {
		JsonNode own = this.client.json(this.client.multipart(
				"/v1/explanations?model=hf-vit&layer=blocks[2].norm1&target=2&target=0", InferenceClient.IMAGES));
		JsonNode answer = this.client.json(this.inference.post(InferenceClient.INFER, InferenceClient.body("""
				"id": "42", "parameters": {"target": [2, 0], "layer": "blocks[2].norm1"}""")));
		assertThat(answer.path("id").asString()).isEqualTo("42");
		assertThat(answer.path("model_name").asString()).isEqualTo("hf-vit");
		assertThat(answer.at("/parameters/status").asString()).isEqualTo("ok, ok, ok, ok");
		JsonNode first = own.at("/results/0/explanations/0/heatmap");
		int rows = first.path("rows").asInt();
		int columns = first.path("columns").asInt();
		JsonNode heatmap = output(answer, "heatmap");
		assertThat(ints(heatmap.path("shape"))).containsExactly(2, 2, rows, columns);
		float[] maps = floats(heatmap.path("data"));
		for (int map = 0; map < 4; map++) {
			JsonNode values = own.at("/results/%d/explanations/%d/heatmap/values".formatted(map / 2, map % 2));
			float[] expected = new float[rows * columns];
			for (int i = 0; i < expected.length; i++) {
				expected[i] = values.path(i / columns).path(i % columns).floatValue();
			}
			Closeness.assertClose(Arrays.copyOfRange(maps, map * expected.length, (map + 1) * expected.length),
					expected);
		}
		assertThat(ints(output(answer, "targets").path("data"))).containsExactly(2, 0, 2, 0);
		assertThat(output(answer, "labels").path("data").valueStream().map(JsonNode::asString))
			.containsExactly(label(own, 0, 0), label(own, 0, 1), label(own, 1, 0), label(own, 1, 1));
		assertThat(output(answer, "region").path("data").get(6).asDouble())
			.isEqualTo(own.at("/results/1/explanations/0/region/width").asDouble());
	}

	private static String label(JsonNode own, int image, int map) {
		return own.at("/results/%d/explanations/%d/target/label".formatted(image, map)).asString();
	}

	@Test
	void logitsAndProbabilitiesOfAllClassesAreInTheirOrder() throws IOException {
		JsonNode own = this.client
			.json(this.client.multipart("/v1/predictions?model=hf-vit&top=10", InferenceClient.IMAGES));
		for (String outputs : List.of("{\"name\": \"logits\"}, {\"name\": \"probabilities\"}",
				"{\"name\": \"logits\"}, {\"name\": \"probabilities\"}, {\"name\": \"status\"}")) {
			JsonNode answer = this.client.json(
					this.inference.post(InferenceClient.INFER, InferenceClient.body("\"outputs\": [" + outputs + "]")));
			for (int image = 0; image < 2; image++) {
				JsonNode predictions = own.at("/results/%d/predictions".formatted(image));
				for (JsonNode prediction : predictions) {
					int index = image * predictions.size() + prediction.path("class").asInt();
					assertThat(output(answer, "logits").path("data").get(index).floatValue())
						.isCloseTo(prediction.path("logit").floatValue(), within(1e-4f));
					assertThat(output(answer, "probabilities").path("data").get(index).floatValue())
						.isCloseTo(prediction.path("probability").floatValue(), within(1e-5f));
				}
			}
			assertThat(answer.path("outputs").get(0).path("name").asString()).isEqualTo("logits");
		}
	}

	@Test
	void binaryTensorsEqualThoseInJson() throws IOException {
		JsonNode expected = this.client
			.json(this.inference.post(InferenceClient.INFER, InferenceClient.body("\"parameters\": {\"target\": 2}")));
		HttpResponse<byte[]> response = this.inference.binary("/v2/models/hf-vit/versions/1/infer",
				InferenceClient.files(InferenceClient.IMAGES), """
						"parameters": {"target": 2, "binary_data_output": true}""");
		assertThat(response.headers().firstValue("Content-Type")).contains("application/octet-stream");
		int length = Integer.parseInt(response.headers().firstValue("Inference-Header-Content-Length").orElseThrow());
		JsonNode answer = JsonMapper.shared().readTree(Arrays.copyOf(response.body(), length));
		ByteBuffer bytes = ByteBuffer.wrap(response.body(), length, response.body().length - length)
			.order(ByteOrder.LITTLE_ENDIAN);
		for (JsonNode output : answer.path("outputs")) {
			JsonNode json = output(expected, output.path("name").asString());
			assertThat(output.path("shape")).isEqualTo(json.path("shape"));
			int end = bytes.position() + output.at("/parameters/binary_data_size").asInt();
			for (JsonNode element : json.path("data")) {
				switch (output.path("datatype").asString()) {
					case "FP32" -> assertThat(bytes.getFloat()).isCloseTo(element.floatValue(), within(1e-4f));
					case "FP64" -> assertThat(bytes.getDouble()).isEqualTo(element.doubleValue());
					case "INT64" -> assertThat(bytes.getLong()).isEqualTo(element.longValue());
					default -> {
						byte[] text = new byte[bytes.getInt()];
						bytes.get(text);
						assertThat(new String(text, StandardCharsets.UTF_8)).isEqualTo(element.asString());
					}
				}
			}
			assertThat(bytes.position()).isEqualTo(end);
		}
		assertThat(bytes.hasRemaining()).isFalse();
	}

	@Test
	void eachOutputMayBeBinary() throws IOException {
		HttpResponse<byte[]> response = this.inference
			.binary(InferenceClient.INFER, InferenceClient.files(InferenceClient.IMAGES), """
					"outputs": [{"name": "probabilities"}, {"name": "logits", "parameters": {"binary_data": true}}]""");
		int length = Integer.parseInt(response.headers().firstValue("Inference-Header-Content-Length").orElseThrow());
		JsonNode answer = JsonMapper.shared().readTree(Arrays.copyOf(response.body(), length));
		assertThat(output(answer, "probabilities").has("data")).isTrue();
		assertThat(output(answer, "logits").has("data")).isFalse();
		assertThat(response.body().length - length)
			.isEqualTo(output(answer, "logits").at("/parameters/binary_data_size").asInt());
	}

	@Test
	void metadataDescribesTheTensors() throws IOException {
		assertThat(this.client.json(this.client.get("/v2")).path("extensions").get(0).asString())
			.isEqualTo("binary_tensor_data");
		JsonNode model = this.client.json(this.client.get("/v2/models/hf-vit"));
		assertThat(model.path("inputs")).isEqualTo(JsonMapper.shared().readTree("""
				[{"name": "image", "datatype": "BYTES", "shape": [-1]}]"""));
		int classes = this.client.json(this.client.get("/v1/models/hf-vit")).path("classes").asInt();
		assertThat(output(model, "logits")).isEqualTo(JsonMapper.shared().readTree("""
				{"name": "logits", "datatype": "FP32", "shape": [-1, %d]}""".formatted(classes)));
		assertThat(this.client.json(this.client.get("/v2/models/hf-vit/versions/1"))).isEqualTo(model);
		assertThat(this.client.json(this.client.get("/v2/models/hf-vit/ready")))
			.isEqualTo(JsonMapper.shared().readTree("""
					{"name": "hf-vit", "ready": true}"""));
	}

	@Test
	void queryTakesParameters() throws IOException {
		JsonNode answer = this.client
			.json(this.inference.post(InferenceClient.INFER + "?target=2", InferenceClient.body("\"id\": \"1\"")));
		assertThat(ints(output(answer, "targets").path("data"))).containsExactly(2, 2);
	}

	private static JsonNode output(JsonNode answer, String name) {
		return answer.path("outputs")
			.valueStream()
			.filter((output) -> output.path("name").asString().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private static List<Integer> ints(JsonNode values) {
		return values.valueStream().map(JsonNode::asInt).toList();
	}

	private static float[] floats(JsonNode values) {
		float[] floats = new float[values.size()];
		for (int i = 0; i < floats.length; i++) {
			floats[i] = values.get(i).floatValue();
		}
		return floats;
	}

}
