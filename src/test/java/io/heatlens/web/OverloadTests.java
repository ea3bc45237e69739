package io.heatlens.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.heatlens.engine.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request that finds the queue full is refused before its body arrives.
 */
@HttpTest(properties = { "heatlens.engine.queue=1", "heatlens.engine.workers=1" })
@Timeout(60)
class OverloadTests {

	@LocalServerPort
	private int port;

	@Autowired
	private Engine engine;

	@Test
	void fullQueueIsAnsweredBeforeTheBody() throws Exception {
		try (BusyEngine busy = new BusyEngine(this.engine)) {
			busy.queue(1);
			refused(); // loads the classes that the first problem needs
			long start = System.nanoTime();
			Wire.Answer answer = refused();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(50));
			answer.assertProblem(503, "overloaded");
			assertThat(answer.header("Retry-After")).isEqualTo("1");
			assertThat(Wire.exchange(this.port, "GET /v1/models HTTP/1.1", "Host: localhost").status()).isEqualTo(200);
			busy.release();
		}
		Wire.exchange(this.port, "POST /v1/predictions HTTP/1.1", "Host: localhost", "Content-Type: image/png",
				"Content-Length: 1", "", "x")
			.assertProblem(415, "unsupported-image-format");
		Wire.Answer metrics = Wire.exchange(this.port, "GET /actuator/prometheus HTTP/1.1", "Host: localhost");
		assertThat(new String(metrics.body(), StandardCharsets.UTF_8))
			.containsPattern("heatlens_rejections_total\\{.*reason=\"overloaded\".*} 2.0");
	}

	@Test
	void unreadableImageLeavesTheQueue() throws IOException {
		for (int i = 0; i < 4; i++) {
			Wire.exchange(this.port, "POST /v1/predictions HTTP/1.1", "Host: localhost", "Content-Type: image/png",
					"Content-Length: 1", "", "x")
				.assertProblem(415, "unsupported-image-format");
		}
	}

	private Wire.Answer refused() throws IOException {
		try (Wire wire = new Wire(this.port)) {
			wire.send(String.join("\r\n", "POST /v1/explanations HTTP/1.1", "Host: localhost",
					"Content-Type: image/png", "Content-Length: 5000000", "", ""));
			return wire.answer();
		}
	}

}
