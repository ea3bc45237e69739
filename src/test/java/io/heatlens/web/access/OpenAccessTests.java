package io.heatlens.web.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.heatlens.web.HttpTest;
import io.heatlens.web.Wire;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A service without keys: its closed endpoints and its security headers, with all
 * actuator endpoints exposed.
 */
@ExtendWith(OutputCaptureExtension.class)
@HttpTest(properties = "management.endpoints.web.exposure.include=*")
class OpenAccessTests {

	@LocalServerPort
	private int port;

	@Test
	void logWarnsThatTheApiIsOpenAndShowsNoPassword(CapturedOutput output) {
		assertThat(output).containsOnlyOnce("open to everyone")
			.doesNotContainIgnoringCase("generated security password");
	}

	@Test
	void tracingIsOffByDefault(@Autowired ApplicationContext context) {
		assertThat(context.getBeanNamesForType(Tracer.class)).isEmpty();
		assertThat(context.getBeanNamesForType(OpenTelemetry.class)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "env", "heapdump", "shutdown", "loggers", "configprops" })
	void actuatorIsClosed(String endpoint) throws IOException {
		assertThat(get("/actuator/" + endpoint).status()).isIn(403, 404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/env", "/actuator" })
	void exposedEndpointIsForbidden(String path) throws IOException {
		get(path).assertProblem(403, "forbidden");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/v1/models", "/nope", "/swagger-ui/index.html", "/samples/sneaker-and-bag.png",
			"/v3/api-docs", "/actuator/env", "/livez" })
	void answersHaveSecurityHeaders(String path) throws IOException {
		Wire.Answer answer = get(path);
		assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'")
			.doesNotContain("unsafe");
		assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
		assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
		assertThat(answer.header("Permissions-Policy")).contains("camera=()");
		assertThat(answer.header("Set-Cookie")).isEmpty();
	}

	@Test
	void otherOriginsAreNotAllowed() throws IOException {
		Wire.Answer answer = Wire.exchange(this.port, "GET /v1/models HTTP/1.1", "Host: localhost",
				"Origin: https://evil.example");
		assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
	}

	@Test
	void apiDocumentDeclaresNoKey() throws IOException {
		assertThat(new String(get("/v3/api-docs").body(), StandardCharsets.UTF_8)).doesNotContain("securitySchemes");
	}

	private Wire.Answer get(String path) throws IOException {
		return Wire.exchange(this.port, "GET " + path + " HTTP/1.1", "Host: localhost");
	}

}
