package io.heatlens.web.kserve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

import io.heatlens.Closeness;
import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.web.Client;
import io.heatlens.web.HttpTest;
import io.heatlens.web.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The V1 protocol of KServe gives the answers of the own protocol.
 */
@HttpTest(properties = { Golden.STORE, "heatlens.upload.max-size=1MB" })
class KServeTests {

	private static final Path IMAGE = Golden.MODELS.resolve("hf-vit/image-0.png");

	@LocalServerPort
	private int port;

	@Autowired
	private Client client;

	@Autowired
	private ApplicationContext context;

	@Test
	void explanationsEqualThoseOfTheOwnProtocol() throws IOException {
		JsonNode own = this.client
			.json(this.client.image("/v1/explanations?model=hf-vit&target=2&layer=blocks[2].norm1", IMAGE));
		JsonNode kserve = json(
				post("hf-vit:explain", body(instance(), "{\"target\": 2, \"layer\": [\"blocks[2].norm1\"]}")));
		Closeness.assertClose(kserve.path("explanations"), own.path("results"));
	}

	@Test
	void predictionsEqualThoseOfTheOwnProtocol() throws IOException {
		JsonNode own = this.client.json(this.client.image("/v1/predictions?model=hf-vit&top=3", IMAGE));
		JsonNode kserve = json(post("hf-vit:predict", body(instance(), "{\"top\": 3}")));
		Closeness.assertClose(kserve.path("predictions"), own.path("results"));
	}

	@Test
	void eachInstanceHasItsEntry() throws IOException {
		JsonNode answer = json(
				post("hf-vit:predict", body(instance() + ", {\"image\": {\"b64\": \"AAAA\"}}, " + instance(), "{}")));
		assertThat(answer.path("predictions").size()).isEqualTo(3);
		assertThat(answer.at("/predictions/1/problem/code").asString()).isEqualTo("unsupported-image-format");
		Closeness.assertClose(answer.at("/predictions/2"), answer.at("/predictions/0"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "{}", "{\"instances\": []}", "{\"instances\": 1}", "{\"instances\": [1]}",
			"{\"instances\": [{\"image\": {\"b64\": \"not base64!\"}}]}",
			"{\"instances\": [{\"image\": {\"b64\": 7}}]}", "{\"instances\": [{\"image\": \"AAAA\"}]}",
			"{\"instances\": [{}], \"parameter\": {}}", "{\"instances\": [{}], \"instances\": " })
	void bodyOfAnotherStructureIsABadRequest(String body) throws IOException {
		post("hf-vit:explain", body).assertProblem(400, "bad-request");
	}

	@Test
	void deepJsonIsABadRequest() throws IOException {
		post("hf-vit:explain", "[".repeat(100_000)).assertProblem(400, "bad-request");
	}

	@Test
	void moreInstancesThanPartsOfAFormAreABadRequest() throws IOException {
		post("hf-vit:predict", body("{},".repeat(50) + "{}", "{}")).assertProblem(400, "bad-request");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{\"nope\": 1}|400|bad-parameter", "{\"target\": {\"a\": 1}}|400|bad-parameter",
					"{\"target\": null}|400|bad-parameter", "{\"model\": \"hf-vit\"}|400|bad-parameter",
					"{\"top\": [1, 2]}|400|bad-parameter", "{\"top\": 0.5}|400|bad-parameter", "[]|400|bad-parameter",
					"{\"target\": \"nope\"}|422|unknown-class", "{\"method\": \"nope\"}|422|unknown-method" })
	void parametersAreCheckedAsInTheQuery(String parameters, int status, String code) throws IOException {
		post("hf-vit:explain", body(instance(), parameters)).assertProblem(status, code);
	}

	@Test
	void queryTakesParameters() throws IOException {
		JsonNode answer = json(post("hf-vit:explain?target=2", body(instance(), "{\"layer\": \"blocks[2].norm1\"}")));
		assertThat(answer.at("/explanations/0/explanations/0/target/class").asInt()).isEqualTo(2);
		assertThat(answer.at("/explanations/0/explanations/0/layers/0").asString()).isEqualTo("blocks[2].norm1");
		assertThat(json(post("hf-vit:predict?top=1", body(instance(), "{}"))).at("/predictions/0/predictions").size())
			.isEqualTo(1);
	}

	@Test
	void instancesTakeParametersOfTheirOwn() throws IOException {
		String instances = "%s, {\"image\": {\"b64\": \"AAAA\"}}, %s, %s".formatted(with("\"target\": 2"),
				with("\"parameters\": {\"target\": [0, 1]}"), with("\"target\": 2"));
		JsonNode answer = json(post("hf-vit:explain", body(instances, "{\"layer\": \"blocks[2].norm1\"}")));
		assertThat(answer.path("explanations")
			.valueStream()
			.map((entry) -> entry.path("explanations")
				.valueStream()
				.map((explanation) -> explanation.at("/target/class").asInt())
				.toList()))
			.containsExactly(List.of(2), List.of(), List.of(0, 1), List.of(2));
		assertThat(answer.at("/explanations/1/problem/code").asString()).isEqualTo("unsupported-image-format");
	}

	@Test
	void targetsAreListsOfLists() throws IOException {
		String two = instance() + ", " + instance();
		JsonNode answer = json(
				post("hf-vit:explain", body(two, "{\"targets\": [[2, 0], [1]], \"layer\": \"blocks[2].norm1\"}")));
		assertThat(answer.at("/explanations/0/explanations/1/target/class").asInt()).isZero();
		assertThat(answer.at("/explanations/1/explanations/0/target/class").asInt()).isEqualTo(1);
		post("hf-vit:explain", body(instance() + ", " + with("\"seed\": 1"), "{\"targets\": [[2], [1]]}"))
			.assertProblem(400, "bad-parameter");
	}

	private static String with(String member) throws IOException {
		return instance().replaceFirst("}$", ", " + member + "}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "hf-vit:explain?foo=bar", "hf-vit:predict?target=2", "hf-vit:explain?top=1&top=2",
			"hf-vit:explain?model=hf-vit", "hf-vit:explain?dry-run=true", "hf-vit:explain?seed=3" })
	void queryIsCheckedAsParametersAre(String address) throws IOException {
		post(address, body(instance(), "{}")).assertProblem(400, "bad-parameter");
	}

	@Test
	void parameterInTwoPlacesIsRefused() throws IOException {
		assertThat(
				post("hf-vit:explain?target=1", body(instance(), "{\"target\": 1}")).assertProblem(400, "bad-parameter")
					.path("detail")
					.asString())
			.isEqualTo("The parameter \"target\" is in the query and in \"parameters\". Send it only once.");
		post("hf-vit:explain", body(with("\"target\": 1"), "{\"target\": 1}")).assertProblem(400, "bad-parameter");
		post("hf-vit:explain", body(with("\"foo\": 1"), "{}")).assertProblem(400, "bad-parameter");
		post("hf-vit:explain", body("{\"image\": {\"b64\": \"AAAA\", \"target\": 1}}", "{}")).assertProblem(400,
				"bad-request");
	}

	@ParameterizedTest
	@CsvSource({ "application/x-www-form-urlencoded", "image/png", "multipart/form-data; boundary=x" })
	void otherContentTypesAreToldWhatKServeTakes(String type) throws IOException {
		assertThat(Wire
			.exchange(this.port, "POST /v1/models/hf-vit:explain HTTP/1.1", "Host: localhost", "Content-Type: " + type,
					"Content-Length: 7", "", "--x--\r\n")
			.assertProblem(415, "unsupported-media-type")
			.path("detail")
			.asString()).startsWith("This address of KServe's protocol takes JSON with images in base64");
	}

	@Test
	void emptyBodyIsToldWhatKServeTakes() throws IOException {
		assertThat(post("hf-vit:explain", "").assertProblem(400, "bad-request").path("detail").asString())
			.contains("{\"instances\": [{\"image\": {\"b64\": \"...\"}}]}");
	}

	@Test
	void unknownModelIsNotFound() throws IOException {
		post("nope:predict", body(instance(), "{}")).assertProblem(404, "unknown-model");
		post("nope:predict", body("{\"image\": {\"b64\": \"AAAA\"}}", "{}")).assertProblem(404, "unknown-model");
		assertThat(post("hf-vit:nope", body(instance(), "{}")).status()).isIn(404, 405);
	}

	@Test
	void bodyBeyondTheLimitIsTooLarge() throws IOException {
		post("hf-vit:predict", body("{\"image\": {\"b64\": \"" + "A".repeat(1 << 20) + "\"}}", "{}")).assertProblem(413,
				"upload-too-large");
	}

	@Test
	void healthEqualsThatOfTheProbes() throws IOException {
		assertThat(json(get("/v2/health/live")).path("live").asBoolean()).isTrue();
		assertThat(json(get("/v2/health/ready")).path("ready").asBoolean()).isTrue();
		AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
		try {
			get("/v2/health/ready").assertProblem(503, "not-ready");
			assertThat(get("/v2/health/live").status()).isEqualTo(200);
		}
		finally {
			AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	private static String instance() throws IOException {
		return "{\"image\": {\"b64\": \"" + Base64.getEncoder().encodeToString(Files.readAllBytes(IMAGE)) + "\"}}";
	}

	private static String body(String instances, String parameters) {
		return "{\"instances\": [" + instances + "], \"parameters\": " + parameters + "}";
	}

	private Wire.Answer post(String path, String body) throws IOException {
		return Wire.exchange(this.port, "POST /v1/models/" + path + " HTTP/1.1", "Host: localhost",
				"Content-Type: application/json", "Content-Length: " + (body.length() + 4), "", body);
	}

	private Wire.Answer get(String path) throws IOException {
		return Wire.exchange(this.port, "GET " + path + " HTTP/1.1", "Host: localhost");
	}

	private static JsonNode json(Wire.Answer answer) {
		String text = new String(answer.body(), StandardCharsets.UTF_8);
		assertThat(answer.status()).as(text).isEqualTo(200);
		return JsonMapper.shared().readTree(text);
	}

}
