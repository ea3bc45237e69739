package io.heatlens.web.tomcat;

import java.io.IOException;
import java.nio.file.Path;

import io.heatlens.web.Client;
import io.heatlens.web.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies and pictures that would fill the memory are turned away, whoever was there first
 * is not.
 */
@Timeout(60)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class UploadMemoryTests {

	private static final int HALF = 300_000;

	private static final Path IMAGE = Path.of("src/main/resources/samples/shirt.png");

	@LocalServerPort
	private int port;

	@Autowired
	private UploadMemory memory;

	@ParameterizedTest
	@ValueSource(strings = { "image/png", "multipart/form-data; boundary=b" })
	void bodyThatFindsNoRoomIsOverload(String type) throws IOException {
		try (Wire first = first(); Wire second = begin(type)) {
			Wire.Answer answer = second.answer();
			answer.assertProblem(503, "overloaded");
			assertThat(answer.header("Retry-After")).isEqualTo("1");
			first.send(new byte[HALF]);
			first.answer().assertProblem(415, "unsupported-image-format");
		}
		new Client(this.port).json(new Client(this.port).image("/v1/explanations", IMAGE));
	}

	@Test
	void pictureThatFindsNoRoomIsOverload() throws IOException {
		Client client = new Client(this.port);
		try (Wire first = first()) {
			client.assertProblem(client.image("/v1/explanations", IMAGE), 503, "overloaded");
			first.send(new byte[HALF]);
			first.answer().assertProblem(415, "unsupported-image-format");
		}
		client.json(client.image("/v1/explanations", IMAGE));
	}

	private Wire first() throws IOException {
		Wire wire = begin("image/png");
		while (this.memory.held() < 2 * HALF) {
			Thread.onSpinWait();
		}
		return wire;
	}

	// Half of a body
	private Wire begin(String type) throws IOException {
		Wire wire = new Wire(this.port);
		wire.send("POST /v1/explanations HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
			.formatted(type, 2 * HALF));
		wire.send(new byte[HALF]);
		return wire;
	}

	/**
	 * Room for one.
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
