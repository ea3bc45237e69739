package io.heatlens.web;

import java.io.IOException;
import java.nio.file.Path;

import io.heatlens.explain.cam.ScriptedMethod;
import io.heatlens.vit.Leak;
import io.heatlens.vit.ModelStore;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What finds no growth in a soak finds it where it is planted.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(ScriptedMethodConfiguration.class)
class PlantedLeakTests {

	private static final Path IMAGE = Path.of("src/main/resources/samples/shirt.png");

	private static final int ROUNDS = 6;

	@LocalServerPort
	private int port;

	@Autowired
	private ModelStore models;

	@Autowired
	private ScriptedMethod method;

	@Test
	void arrayThatStaysWithTheModelIsNoticed() throws IOException {
		Leak leak = new Leak();
		this.method.script(() -> leak.array(this.models.get(null)));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> soak().assertNone(0.03))
			.withMessageContaining("native arrays");
	}

	@Test
	void memoryThatNoManagerKnowsIsNoticed() throws IOException {
		try (Leak leak = new Leak()) {
			this.method.script(leak::memory);
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> soak().assertNone(0.03))
				.withMessageContaining("resident memory");
		}
	}

	private Growth soak() throws IOException {
		Client client = new Client(this.port);
		Growth growth = new Growth();
		for (int round = 0; round < ROUNDS; round++) {
			client.json(client.image("/v1/explanations?method=scripted", IMAGE));
			growth.look(client);
		}
		return growth;
	}

}
