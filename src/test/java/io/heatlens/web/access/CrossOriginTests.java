package io.heatlens.web.access;

import java.io.IOException;

import io.heatlens.web.HttpTest;
import io.heatlens.web.Keys;
import io.heatlens.web.Wire;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pages of listed origins may use the API, others may not.
 */
@HttpTest(properties = { "heatlens.security.cors-origins=https://lab.example.org,http://localhost:3000",
		"heatlens.security.api-keys.alice=" + Keys.ALICE_HASH })
class CrossOriginTests {

	@LocalServerPort
	private int port;

	@Test
	void preflightNeedsNoKey() throws IOException {
		Wire.Answer answer = Wire.exchange(this.port, "OPTIONS /v1/explanations HTTP/1.1", "Host: localhost",
				"Origin: http://localhost:3000", "Access-Control-Request-Method: POST",
				"Access-Control-Request-Headers: X-API-Key, Content-Type");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
		assertThat(answer.header("Access-Control-Allow-Headers")).contains("X-API-Key");
	}

	@Test
	void listedOriginMayReadAnswersAndTheirHeaders() throws IOException {
		Wire.Answer answer = get("https://lab.example.org", "X-API-Key: " + Keys.ALICE);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://lab.example.org");
		assertThat(answer.header("Access-Control-Expose-Headers")).contains("Server-Timing", "X-Request-Id",
				"Heatlens-Status", "Retry-After", "RateLimit");
		assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
	}

	@Test
	void listedOriginMayReadProblems() throws IOException {
		Wire.Answer answer = get("https://lab.example.org", "A: b");
		answer.assertProblem(401, "unauthenticated");
		assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://lab.example.org");
	}

	@Test
	void otherOriginIsForbidden() throws IOException {
		Wire.Answer answer = get("https://evil.example", "X-API-Key: " + Keys.ALICE);
		answer.assertProblem(403, "forbidden");
		assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
	}

	private Wire.Answer get(String origin, String header) throws IOException {
		return Wire.exchange(this.port, "GET /v1/models HTTP/1.1", "Host: localhost", "Origin: " + origin, header);
	}

}
