package io.heatlens.web.access;

import java.io.IOException;
import java.util.Set;

import io.heatlens.web.HttpTest;
import io.heatlens.web.Keys;
import io.heatlens.web.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests with and without a key, to a service with keys.
 */
@HttpTest(properties = {
		"heatlens.security.api-keys.lab=1F9BFC6AA0E7D3F4DEA8DEE4C73DB6E0E2B7B2E5F8C0A8D5A3F6B1C9D4E7F201",
		"heatlens.security.api-keys.alice=" + Keys.ALICE_HASH, "heatlens.security.api-keys.bob=" + Keys.BOB_HASH,
		"management.endpoints.web.exposure.include=*" })
class AccessTests {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "X-API-Key: " + Keys.ALICE, "X-API-Key: " + Keys.BOB,
			"Authorization: Bearer " + Keys.ALICE, "Authorization: Bearer " + Keys.BOB,
			"authorization: bearer " + Keys.ALICE, "X-API-Key: " + Keys.ALICE + "\r\nAuthorization: Bearer wrong",
			"X-API-Key: wrong\r\nAuthorization: Bearer " + Keys.BOB,
			"Authorization: Bearer wrong\r\nX-API-Key: " + Keys.ALICE })
	void keyIsAccepted(String header) throws IOException {
		assertThat(get("/v1/models", header).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-API-Key: wrong", "X-API-Key:", "Authorization: Bearer wrong", "Authorization: Bearer",
			"Authorization: Basic " + Keys.ALICE, "Authorization: " + Keys.ALICE, "X-API-Key: " + Keys.ALICE_HASH,
			"X-API-Key: alice-0123456789abcdef0123456789abcde", "Cookie: X-API-Key=" + Keys.ALICE })
	void anythingElseIsRefused(String header) throws IOException {
		Wire.Answer answer = get("/v1/models", header);
		answer.assertProblem(401, "unauthenticated");
		assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
	}

	@ParameterizedTest
	@CsvSource({ "GET, /v1/models", "GET, /v1/methods", "GET, /v1/models/fashion-scenes", "POST, /v1/explanations",
			"POST, /v1/predictions", "POST, /v1/similarities", "GET, /v1/nope", "OPTIONS, /v1/models", "GET, /v2",
			"GET, /v2/nope", "POST, /v2/models/fashion-scenes/infer" })
	void apiIsClosedWithoutAKey(String method, String path) throws IOException {
		Wire.exchange(this.port, method + " " + path + " HTTP/1.1", "Host: localhost")
			.assertProblem(401, "unauthenticated");
	}

	@ParameterizedTest
	@ValueSource(strings = { "//v1/models", "/v1;a=b/models", "/v1/./models", "/x/../v1/models", "/%76%31/models",
			"/v1/models/", "/V1/models", "/v1%2fmodels", "/v1/models;jsessionid=1", "/v1/models.json" })
	void otherSpellingsOfAnAddressNeedAKeyToo(String path) throws IOException {
		assertThat(get(path, "A: b").status()).isIn(400, 401, 404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/js/main.js", "/livez", "/readyz", "/actuator/health", "/actuator/prometheus",
			"/actuator/info", "/v3/api-docs", "/swagger-ui/index.html", "/samples", "/samples/sneaker-and-bag.png" })
	void addressesOutsideTheApiAreOpenEvenWithAWrongKey(String path) throws IOException {
		assertThat(get(path, "Authorization: Bearer wrong").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "env", "beans", "threaddump", "loggers", "configprops", "mappings", "metrics" })
	void exposedActuatorEndpointsAreClosed(String endpoint) throws IOException {
		get("/actuator/" + endpoint, "A: b").assertProblem(401, "unauthenticated");
		get("/actuator/" + endpoint, "X-API-Key: " + Keys.ALICE).assertProblem(403, "forbidden");
	}

	@Test
	void everyControllerIsUnderTheApiOrListedAsOpen(
			@Autowired RequestMappingHandlerMapping requestMappingHandlerMapping) {
		assertThat(requestMappingHandlerMapping.getHandlerMethods()
			.keySet()
			.stream()
			.flatMap((mapping) -> mapping.getPatternValues().stream()))
			.allMatch((path) -> path.startsWith("/v1/") || path.equals("/v2") || path.startsWith("/v2/")
					|| Set
						.of("/samples", "/error", "/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/swagger-config",
								"/swagger-ui.html")
						.contains(path));
	}

	@Test
	void requestWithAKeyReachesTheController() throws IOException {
		Wire.exchange(this.port, "POST /v1/explanations HTTP/1.1", "Host: localhost", "Content-Type: image/png",
				"X-API-Key: " + Keys.ALICE, "Content-Length: 1", "", "x")
			.assertProblem(415, "unsupported-image-format");
	}

	@Test
	void documentDeclaresTheKeys() throws IOException {
		JsonNode api = JsonMapper.shared().readTree(get("/v3/api-docs", "A: b").body());
		assertThat(api.at("/components/securitySchemes/key/name").asString()).isEqualTo("X-API-Key");
		assertThat(api.at("/components/securitySchemes/bearer/scheme").asString()).isEqualTo("bearer");
		assertThat(api.path("security").size()).isEqualTo(2);
	}

	private Wire.Answer get(String path, String header) throws IOException {
		return Wire.exchange(this.port, "GET " + path + " HTTP/1.1", "Host: localhost", header);
	}

}
