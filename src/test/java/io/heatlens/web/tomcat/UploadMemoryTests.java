package io.heatlens.web.tomcat;

import java.io.IOException;
import java.nio.file.Path;

import io.heatlens.Await;
import io.heatlens.web.Client;
import io.heatlens.web.HttpTest;
import io.heatlens.web.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A body or picture for which there is no memory is refused, and does not disturb the
 * request that has the memory.
 */
@Timeout(60)
@HttpTest
class UploadMemoryTests {

	private static final int HALF = 300_000;

	private static final Path IMAGE = Path.of("src/main/resources/samples/shirt.png");

	@LocalServerPort
	private int port;

	@Autowired
	private Client client;

	@Autowired
	private UploadMemory memory;

	@ParameterizedTest
	@ValueSource(strings = { "image/png", "multipart/form-data; boundary=b" })
	void bodyWithoutMemoryIsOverloaded(String type) throws IOException {
		try (Wire first = first(); Wire second = begin(type)) {
			Wire.Answer answer = second.answer();
			answer.assertProblem(503, "overloaded");
			assertThat(answer.header("Retry-After")).isEqualTo("1");
			first.send(new byte[HALF]);
			first.answer().assertProblem(415, "unsupported-image-format");
		}
		// The answer can arrive before its request has ended.
		Await.until("the memory is free", () -> this.memory.held() == 0);
		this.client.json(this.client.image("/v1/explanations", IMAGE));
	}

	@Test
	void pictureWithoutMemoryIsOverloaded() throws IOException {
		try (Wire first = first()) {
			this.client.assertProblem(this.client.image("/v1/explanations", IMAGE), 503, "overloaded");
			first.send(new byte[HALF]);
			first.answer().assertProblem(415, "unsupported-image-format");
		}
		// The answer can arrive before its request has ended.
		Await.until("the memory is free", () -> this.memory.held() == 0);
		this.client.json(this.client.image("/v1/explanations", IMAGE));
	}

	private Wire first() throws IOException {
		Wire wire = begin("image/png");
		Await.until("the body has its memory", () -> this.memory.held() >= 2 * HALF);
		return wire;
	}

	// Sends half of a body.
	private Wire begin(String type) throws IOException {
		Wire wire = new Wire(this.port);
		wire.send("POST /v1/explanations HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
			.formatted(type, 2 * HALF));
		wire.send(new byte[HALF]);
		return wire;
	}

	/**
	 * Memory for one request.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	static class Small {

		@Bean
		@Primary
		UploadMemory small() {
			return new UploadMemory(2 * HALF + 50_000);
		}

	}

}
