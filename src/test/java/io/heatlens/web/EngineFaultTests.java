package io.heatlens.web;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import ai.djl.engine.EngineException;
import io.heatlens.Await;
import io.heatlens.engine.Engine;
import io.heatlens.explain.cam.ScriptedMethod;
import io.heatlens.vit.ModelStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A failure of the engine fails one request, and an engine that is stuck is not alive.
 */
@HttpTest(properties = { "heatlens.request.timeout=150ms", "heatlens.engine.workers=1" })
@Import(ScriptedMethodConfiguration.class)
@Timeout(60)
class EngineFaultTests {

	private static final Path IMAGE = Path.of("src/main/resources/samples/shirt.png");

	@Autowired
	private Engine engine;

	@Autowired
	private ModelStore models;

	@Autowired
	private ScriptedMethod method;

	@Autowired
	private Client client;

	static Stream<Throwable> failures() {
		return Stream.of(new OutOfMemoryError("planted"), new StackOverflowError("planted"),
				new UnsatisfiedLinkError("planted"), new EngineException("[enforce fail] not enough memory: planted"));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void failureFailsOnlyTheRequestThatMetIt(Throwable failure) throws IOException {
		int held = this.models.held();
		this.method.script(() -> sneak(failure));
		this.client.assertProblem(this.client.image("/v1/explanations?method=scripted&method=grad-cam", IMAGE), 500,
				"internal");
		this.method.script(() -> {
		});
		this.client.json(this.client.image("/v1/explanations?method=scripted&method=grad-cam", IMAGE));
		this.engine.run(() -> "after the end of the last request");
		assertThat(this.models.held()).isEqualTo(held);
		assertThat(this.client.get("/livez").statusCode()).isEqualTo(200);
	}

	private static void sneak(Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		throw (RuntimeException) failure;
	}

	@Test
	void stuckEngineIsNotAlive() throws Exception {
		try (BusyEngine stuck = new BusyEngine(this.engine)) {
			Await.until("the service is not alive", () -> this.client.get("/livez").statusCode() != 200);
			assertThat(this.engine.stalled()).isGreaterThan(Duration.ofMillis(5 * 150));
			this.client.assertProblem(this.client.image("/v1/explanations", IMAGE), 504, "deadline-exceeded");
			stuck.release();
		}
		this.engine.run(() -> "after the task that was stuck");
		assertThat(this.client.get("/livez").statusCode()).isEqualTo(200);
		this.client.json(this.client.image("/v1/explanations", IMAGE));
	}

}
