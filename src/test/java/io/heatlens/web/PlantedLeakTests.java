package io.heatlens.web;

import java.io.IOException;
import java.nio.file.Path;

import io.heatlens.explain.cam.ScriptedMethod;
import io.heatlens.vit.Leak;
import io.heatlens.vit.ModelStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The measurement of {@link SoakTests} finds leaks that are planted.
 */
@HttpTest
@Import(ScriptedMethodConfiguration.class)
@Tag("slow")
class PlantedLeakTests {

	private static final Path IMAGE = Path.of("src/main/resources/samples/shirt.png");

	private static final int ROUNDS = 6;

	@Autowired
	private Client client;

	@Autowired
	private ModelStore models;

	@Autowired
	private ScriptedMethod method;

	@Test
	void arrayThatStaysWithTheModelIsFound() throws IOException {
		Leak leak = new Leak();
		this.method.script(() -> leak.array(this.models.get(null)));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> soak().assertNone(0.03))
			.withMessageContaining("native arrays");
	}

	@Test
	void memoryThatNoManagerOfAModelOwnsIsFound() throws IOException {
		try (Leak leak = new Leak()) {
			this.method.script(leak::memory);
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> soak().assertNone(0.03))
				.withMessageContaining("resident memory");
		}
	}

	private Growth soak() throws IOException {
		Growth growth = new Growth();
		for (int round = 0; round < ROUNDS; round++) {
			this.client.json(this.client.image("/v1/explanations?method=scripted", IMAGE));
			growth.look(this.client);
		}
		return growth;
	}

}
