package io.heatlens.web.kserve;

import java.io.IOException;
import java.net.http.HttpResponse;

import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.web.Client;
import io.heatlens.web.HttpTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is wrong with a request of the Open Inference Protocol is refused, in words that
 * its clients find.
 */
@HttpTest(properties = { Golden.STORE, "heatlens.upload.max-size=1MB" })
class InferenceProblemTests {

	private final Client client;

	private final InferenceClient inference;

	InferenceProblemTests(@Autowired Client client) {
		this.client = client;
		this.inference = new InferenceClient(client);
	}

	@ParameterizedTest
	@CsvSource({ "/v2/models/nope, 404, unknown-model", "/v2/models/nope/ready, 404, unknown-model",
			"/v2/models/hf-vit/versions/2, 404, unknown-model",
			"/v2/models/hf-vit/versions/2/ready, 404, unknown-model", "/v2/models/hf-vit/nope, 404, not-found",
			"/v2/models/hf-vit/infer, 405, method-not-allowed" })
	void problemHasTheErrorOfTheProtocol(String path, int status, String code) throws IOException {
		HttpResponse<byte[]> response = this.client.get(path);
		this.client.assertProblem(response, status, code);
		JsonNode problem = JsonMapper.shared().readTree(response.body());
		assertThat(problem.path("error").asString()).isEqualTo(problem.path("detail").asString());
	}

	@Test
	void ownProtocolHasNoError() throws IOException {
		assertThat(JsonMapper.shared().readTree(this.client.get("/v1/models/nope").body()).has("error")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{}", "{\"inputs\": []}", "{\"inputs\": [1]}",
			"{\"inputs\": [{\"name\": \"x\", \"shape\": [1], \"datatype\": \"BYTES\", \"data\": [\"\"]}]}",
			"{\"inputs\": [{\"name\": \"image\", \"shape\": [1], \"datatype\": \"UINT8\", \"data\": [1]}]}",
			"{\"inputs\": [{\"name\": \"image\", \"shape\": [2], \"datatype\": \"BYTES\", \"data\": [\"AAAA\"]}]}",
			"{\"inputs\": [{\"name\": \"image\", \"shape\": [1, 2], \"datatype\": \"BYTES\", \"data\": [\"AAAA\"]}]}",
			"{\"inputs\": [{\"name\": \"image\", \"shape\": [1], \"datatype\": \"BYTES\", \"data\": [\"?\"]}]}",
			"{\"inputs\": [{\"name\": \"image\", \"shape\": [1], \"datatype\": \"BYTES\"}]}",
			"{\"inputs\": [{\"name\": \"image\", \"shape\": [1], \"datatype\": \"BYTES\", \"data\": [\"AAAA\"]}], \"x\": 1}" })
	void bodyOfAnotherStructureIsABadRequest(String body) throws IOException {
		this.client.assertProblem(this.inference.post(InferenceClient.INFER, body), 400, "bad-request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"parameters\": {\"nope\": 1}", "\"parameters\": {\"evaluate\": \"deletion\"}",
			"\"parameters\": {\"view\": \"heatmap\"}", "\"parameters\": {\"model\": \"hf-vit\"}",
			"\"parameters\": {\"method\": [\"grad-cam\", \"hires-cam\"]}", "\"outputs\": [{\"name\": \"nope\"}]",
			"\"parameters\": {\"targets\": [[1, 2], [1]]}", "\"parameters\": {\"binary_data_output\": \"yes\"}",
			"\"outputs\": [{\"name\": \"logits\"}], \"parameters\": {\"target\": 2}",
			"\"outputs\": [{\"name\": \"logits\", \"parameters\": {\"classification\": 3}}]" })
	void parameterThatMakesNoDifferenceIsRefused(String members) throws IOException {
		this.client.assertProblem(this.inference.post(InferenceClient.INFER, InferenceClient.body(members)), 400,
				"bad-parameter");
	}

	@Test
	void queryIsChecked() throws IOException {
		this.client.assertProblem(
				this.inference.post(InferenceClient.INFER + "?foo=bar", InferenceClient.body("\"id\": \"1\"")), 400,
				"bad-parameter");
	}

	@Test
	void unreadableImageIsTheProblemOfTheRequest() throws IOException {
		byte[] nothing = { 1, 0, 0, 0, 7 };
		this.client.assertProblem(this.inference.binary(InferenceClient.INFER, nothing, "\"id\": \"1\"", 1), 415,
				"unsupported-image-format");
	}

	@Test
	void binaryDataOfAnotherLengthIsABadRequest() throws IOException {
		this.client.assertProblem(
				this.inference.binary(InferenceClient.INFER, new byte[] { 9, 0, 0, 0, 7 }, "\"id\": \"1\"", 1), 400,
				"bad-request");
		this.client.assertProblem(
				this.inference.binary(InferenceClient.INFER, new byte[] { 1, 0, 0, 0, 7, 7 }, "\"id\": \"1\"", 1), 400,
				"bad-request");
		this.client.assertProblem(
				this.inference.binary(InferenceClient.INFER, new byte[] { -1, -1, -1, -1 }, "\"id\": \"1\"", 1), 400,
				"bad-request");
		this.client.assertProblem(
				this.client.bytes(InferenceClient.INFER, new byte[1], "Inference-Header-Content-Length", "2"), 400,
				"bad-request");
	}

}
