package io.heatlens.web;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import ai.djl.engine.EngineException;
import io.heatlens.engine.Engine;
import io.heatlens.explain.cam.ScriptedMethod;
import io.heatlens.vit.ModelStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An engine that fails, fails one request; one that is stuck says so.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "heatlens.request.timeout=150ms", "heatlens.engine.workers=1" })
@Import(ScriptedMethodConfiguration.class)
class EngineFaultTests {

	private static final Path IMAGE = Path.of("src/main/resources/samples/shirt.png");

	@LocalServerPort
	private int port;

	@Autowired
	private Engine engine;

	@Autowired
	private ModelStore models;

	@Autowired
	private ScriptedMethod method;

	private Client client = new Client(0);

	@BeforeEach
	void connect() {
		this.client = new Client(this.port);
	}

	static Stream<Throwable> failures() {
		return Stream.of(new OutOfMemoryError("planted"), new StackOverflowError("planted"),
				new UnsatisfiedLinkError("planted"), new EngineException("[enforce fail] not enough memory: planted"));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void failureIsOneRequestsProblem(Throwable failure) throws IOException {
		int held = this.models.held();
		this.method.script(() -> sneak(failure));
		this.client.assertProblem(this.client.image("/v1/explanations?method=scripted&method=grad-cam", IMAGE), 500,
				"internal");
		this.method.script(() -> {
		});
		this.client.json(this.client.image("/v1/explanations?method=scripted&method=grad-cam", IMAGE));
		this.engine.run(() -> "behind the last request's end");
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
		CountDownLatch stuck = new CountDownLatch(1);
		ExecutorService other = Executors.newSingleThreadExecutor();
		try {
			Future<?> task = other.submit(() -> this.engine.run(() -> Blocking.until(stuck)));
			while (this.client.get("/livez").statusCode() == 200) {
				Thread.onSpinWait();
			}
			assertThat(this.engine.stalled()).isGreaterThan(Duration.ofMillis(5 * 150));
			this.client.assertProblem(this.client.image("/v1/explanations", IMAGE), 504, "deadline-exceeded");
			stuck.countDown();
			task.get();
		}
		finally {
			stuck.countDown();
			other.shutdown();
		}
		this.engine.run(() -> "behind what was stuck");
		assertThat(this.client.get("/livez").statusCode()).isEqualTo(200);
		this.client.json(this.client.image("/v1/explanations", IMAGE));
	}

}
