package io.heatlens.web.tomcat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.heatlens.Await;
import io.heatlens.web.HttpTest;
import io.heatlens.web.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Probes are answered however many clients are slow.
 */
@HttpTest(properties = { "server.tomcat.threads.max=20", "heatlens.upload.timeout=20s" })
@Timeout(60)
class ThreadReserveTests {

	@LocalServerPort
	private int port;

	@Test
	void slowClientsLeaveThreadsToProbesAndOtherRequestsAreRefusedAtOnce() throws Exception {
		List<Wire> slow = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			Wire wire = new Wire(this.port);
			wire.send("POST /v1/explanations HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\n"
					+ "Content-Length: 1000\r\n\r\nx");
			slow.add(wire);
		}
		long start = System.nanoTime();
		Await.until("another request is refused", () -> {
			Wire.Answer answer = get("/v1/models");
			if (answer.status() == 200) {
				return false;
			}
			answer.assertProblem(503, "overloaded");
			assertThat(answer.header("Retry-After")).isEqualTo("1");
			return true;
		});
		for (String probe : List.of("/livez", "/readyz", "/v2/health/live", "/actuator/prometheus")) {
			assertThat(get(probe).status()).as(probe).isEqualTo(200);
		}
		// the service waits twice as long for the slow clients
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
		for (Wire wire : slow) {
			wire.close();
		}
		Await.until("other requests are answered again", () -> get("/v1/models").status() == 200);
	}

	private Wire.Answer get(String path) throws Exception {
		return Wire.exchange(this.port, "GET " + path + " HTTP/1.1", "Host: localhost", "Connection: close");
	}

}
