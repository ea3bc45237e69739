package io.heatlens.web;

import java.io.IOException;
import java.util.UUID;
import java.util.stream.IntStream;

import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The statuses and codes of the contract, from every layer that can raise them, over a
 * socket. Those that need other settings are in {@code AccessTests},
 * {@code RateLimitTests}, {@link OverloadTests}, {@link DeadlineTests} and
 * {@code BodyTests}; the problems of images are in {@link ExplanationApiTests}.
 */
@HttpTest
class EveryProblemTests {

	@Autowired
	private ProblemHandler handler;

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "GET / HTTP/1.1 nonsense", "GET /v1/models?a={ HTTP/1.1", "GET //v1/models HTTP/1.1",
			"GET /v1;a=b/models HTTP/1.1", "G{T / HTTP/1.1", "GET /%00 HTTP/1.1", "GET /%2e%2e/%2fetc HTTP/1.1",
			"GET /\\..\\x HTTP/1.1" })
	void badRequestLineIsABadRequest(String line) throws IOException {
		Wire.exchange(this.port, line, "Host: localhost").assertProblem(400, "bad-request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host:", "Host: a/b", "Content-Length: -1", "Content-Length: x", "Bad Header: x" })
	void badHeaderIsABadRequest(String header) throws IOException {
		Wire.exchange(this.port, "POST /v1/predictions HTTP/1.1", header, "Content-Type: image/png")
			.assertProblem(400, "bad-request");
	}

	@Test
	void controlCharacterInAHeaderIsABadRequest() throws IOException {
		Wire.exchange(this.port, "GET /v1/models HTTP/1.1", "Host: localhost", "Accept: a\u0001b")
			.assertProblem(400, "bad-request");
	}

	@ParameterizedTest
	@CsvSource({ "NONSENSE, /v1/models, 405, method-not-allowed", "DELETE, /v1/models, 405, method-not-allowed",
			"TRACE, /v1/models, 405, method-not-allowed", "GET, /v1/explanations, 405, method-not-allowed",
			"PUT, /v1/predictions, 405, method-not-allowed", "POST, /, 405, method-not-allowed",
			"POST, /samples/sneaker-and-bag.png, 405, method-not-allowed", "GET, /nope, 404, not-found",
			"POST, /v1/models/nope:predict, 415, unsupported-media-type", "GET, /v1/nope, 404, not-found",
			"GET, /error, 404, not-found", "GET, /actuator/env, 404, not-found",
			"GET, /actuator/heapdump, 404, not-found", "GET, /v1/models/nope, 404, unknown-model",
			"POST, /v1/explanations?model=nope, 404, unknown-model",
			"POST, /v1/explanations?nope=1, 400, bad-parameter", "POST, /v1/explanations?target=%zz, 400, bad-request",
			"POST, /v1/explanations?%00=1, 400, bad-request", "POST, /v1/explanations?target=Nope, 422, unknown-class",
			"POST, /v1/explanations?method=nope, 422, unknown-method",
			"POST, /v1/explanations?layer=nope, 422, unknown-layer",
			"POST, /v1/explanations?layer=blocks[-1], 422, no-gradient-path",
			"POST, /v1/explanations, 415, unsupported-image-format" })
	void routerAndControllersAnswerWithProblems(String method, String path, int status, String code)
			throws IOException {
		Wire.Answer answer = Wire.exchange(this.port, method + " " + path + " HTTP/1.1", "Host: localhost",
				"Content-Type: image/png", "Content-Length: 1", "", "x");
		answer.assertProblem(status, code);
		if (status == 405 && !method.equals("TRACE")) {
			assertThat(answer.header("Allow")).isNotBlank();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "/v1/explanations|text/html|image/png|406|not-acceptable",
					"/v1/predictions|image/gif|image/png|406|not-acceptable",
					"/v1/predictions|nonsense|image/png|406|not-acceptable",
					"/v1/explanations|*/*|text/plain|415|unsupported-media-type",
					"/v1/explanations|*/*|nonsense|415|unsupported-media-type",
					"/v1/explanations|*/*|application/x-www-form-urlencoded|415|unsupported-media-type",
					"/v1/explanations|*/*|multipart/form-data|400|bad-request" })
	void wrongContentTypesAreProblems(String path, String accept, String type, int status, String code)
			throws IOException {
		Wire.exchange(this.port, "POST " + path + " HTTP/1.1", "Host: localhost", "Accept: " + accept,
				"Content-Type: " + type, "Content-Length: 1", "", "x")
			.assertProblem(status, code);
	}

	@ParameterizedTest
	@ValueSource(ints = { 9_000, 60_000 })
	void longHeaderIsTooLarge(int length) throws IOException {
		Wire.exchange(this.port, "GET /v1/models HTTP/1.1", "Host: localhost", "A: " + "a".repeat(length))
			.assertProblem(431, "headers-too-large");
	}

	@ParameterizedTest
	@ValueSource(ints = { 9_000, 60_000 })
	void longAddressIsTooLarge(int length) throws IOException {
		Wire.exchange(this.port, "GET /" + "a".repeat(length) + " HTTP/1.1", "Host: localhost")
			.assertProblem(431, "headers-too-large");
	}

	@Test
	void manyHeadersAreTooLarge() throws IOException {
		String headers = String.join("\r\n", IntStream.range(0, 150).mapToObj((i) -> "A" + i + ": a").toList());
		Wire.exchange(this.port, "GET /v1/models HTTP/1.1", "Host: localhost", headers)
			.assertProblem(431, "headers-too-large");
	}

	@Test
	void unknownTransferEncodingIsNotImplemented() throws IOException {
		Wire.exchange(this.port, "POST /v1/predictions HTTP/1.1", "Host: localhost", "Transfer-Encoding: nope")
			.assertProblem(501, "bad-request");
	}

	@Test
	void unknownHttpVersionIsNotSupported() throws IOException {
		Wire.exchange(this.port, "GET /v1/models HTTP/3.0", "Host: localhost").assertProblem(505, "bad-request");
	}

	@Test
	void brokenChunksAreABadRequest() throws IOException {
		Wire.exchange(this.port, "POST /v1/predictions HTTP/1.1", "Host: localhost", "Content-Type: image/png",
				"Transfer-Encoding: chunked", "", "nonsense")
			.assertProblem(400, "bad-request");
	}

	@Test
	void problemKeepsTheClientsRequestId() throws IOException {
		Wire.Answer answer = Wire.exchange(this.port, "GET /nope HTTP/1.1", "Host: localhost", "X-Request-Id: my-id-1");
		assertThat(answer.assertProblem(404, "not-found").path("requestId").asString()).isEqualTo("my-id-1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /v1/models?x=<> HTTP/1.1", "G<T /v1/models HTTP/1.1", "GET /v1/%zz HTTP/1.1",
			"GET /v1/models HTTP/1.1\r\nA: \u0001", "GET /v1/models HTTP/1.1\r\nA B: c" })
	void refusalOfTomcatKeepsTheClientsRequestId(String begin) throws IOException {
		Wire.Answer answer = Wire.exchange(this.port, begin, "Host: localhost", "x-request-id:  my-id-2 ");
		assertThat(answer.assertProblem(400, "bad-request").path("requestId").asString()).isEqualTo("my-id-2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Request-Id: not valid", "A: X-Request-Id: my-id", "\r\nX-Request-Id: my-id" })
	void refusalOfTomcatWithoutAValidRequestIdHasANewOne(String header) throws IOException {
		Wire.Answer answer = Wire.exchange(this.port, "GET /v1/models?x=<> HTTP/1.1", "Host: localhost", header);
		assertThat(UUID.fromString(answer.assertProblem(400, "bad-request").path("requestId").asString())).isNotNull();
	}

	@Test
	void committedAnswerIsNotReplaced() {
		MockHttpServletResponse response = new MockHttpServletResponse();
		MockHttpServletRequest request = new MockHttpServletRequest();
		ClientAbortException gone = new ClientAbortException(new IOException("Broken pipe"));
		assertThat(this.handler.handle(gone, request, response)).isNotNull();
		response.setCommitted(true);
		assertThat(this.handler.handle(gone, request, response)).isNull();
	}

}
