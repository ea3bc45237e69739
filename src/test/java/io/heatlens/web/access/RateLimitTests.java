package io.heatlens.web.access;

import java.io.IOException;

import io.heatlens.web.HttpTest;
import io.heatlens.web.Keys;
import io.heatlens.web.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The number of requests is limited per key, or per address for requests without one.
 */
@HttpTest(properties = { "heatlens.limits.requests-per-minute=3", "server.forward-headers-strategy=native",
		"heatlens.security.api-keys.alice=" + Keys.ALICE_HASH, "heatlens.security.api-keys.bob=" + Keys.BOB_HASH })
class RateLimitTests {

	@LocalServerPort
	private int port;

	@Test
	void eachKeyHasItsOwnLimit() throws IOException {
		for (int left = 2; left >= 0; left--) {
			Wire.Answer answer = get("/v1/models", "X-API-Key: " + Keys.ALICE);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.header("RateLimit")).startsWith("\"requests\";r=" + left + ";t=");
			assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"requests\";q=3;w=60");
		}
		Wire.Answer refused = get("/v1/models", "Authorization: Bearer " + Keys.ALICE);
		refused.assertProblem(429, "rate-limited");
		assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 20);
		assertThat(refused.header("RateLimit")).startsWith("\"requests\";r=0;t=");
		assertThat(get("/v1/models", "X-API-Key: " + Keys.BOB).status()).isEqualTo(200);
	}

	@Test
	void wrongKeysCountByAddress() throws IOException {
		assertThat(statuses("203.0.113.7", "203.0.113.7", "203.0.113.7", "203.0.113.7", "203.0.113.8"))
			.containsExactly(401, 401, 401, 429, 401);
	}

	@Test
	void ipv6AddressesCountByNetwork() throws IOException {
		assertThat(statuses("2001:db8::1", "2001:db8::2", "2001:db8:0:0:ffff::", "2001:db8::4", "2001:db8:0:1::1"))
			.containsExactly(401, 401, 401, 429, 401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/livez", "/readyz", "/actuator/prometheus" })
	void probesAndMetricsDoNotCount(String path) throws IOException {
		for (int i = 0; i < 5; i++) {
			Wire.Answer answer = get(path, "X-Forwarded-For: 203.0.113.9");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.headers()).doesNotContainKey("RateLimit");
		}
	}

	private int[] statuses(String... addresses) throws IOException {
		int[] statuses = new int[addresses.length];
		for (int i = 0; i < addresses.length; i++) {
			statuses[i] = get("/v1/models", "X-API-Key: wrong" + i + "\r\nX-Forwarded-For: " + addresses[i]).status();
		}
		return statuses;
	}

	private Wire.Answer get(String path, String header) throws IOException {
		return Wire.exchange(this.port, "GET " + path + " HTTP/1.1", "Host: localhost", header);
	}

}
