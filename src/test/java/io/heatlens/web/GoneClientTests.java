package io.heatlens.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.heatlens.engine.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who has closed the connection takes nobody's place.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "heatlens.engine.queue=4", "heatlens.engine.workers=1" })
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class GoneClientTests {

	private static final Path IMAGE = Path.of("src/main/resources/samples/shirt.png");

	@LocalServerPort
	private int port;

	@Autowired
	private Engine engine;

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void requestsOfThoseWhoAreGoneAreDropped(boolean reset) throws Exception {
		double before = passes();
		whileTheEngineIsBusy(() -> {
			List<Wire> wires = send(4);
			for (Wire wire : wires) {
				wire.close(reset);
			}
			awaitWaiting(0);
		});
		assertThat(passes()).isEqualTo(before);
	}

	@Test
	void requestsOfThoseWhoStayAreAnswered() throws Exception {
		List<Wire> wires = new ArrayList<>();
		whileTheEngineIsBusy(() -> {
			wires.addAll(send(4));
			wires.get(1).close();
			awaitWaiting(3);
			wires.remove(1);
			wires.get(0).send("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");
		});
		for (Wire wire : wires) {
			assertThat(wire.answer().status()).isEqualTo(200);
		}
		assertThat(wires.get(0).answer().status()).as("what came behind the request").isEqualTo(200);
		for (Wire wire : wires) {
			wire.close();
		}
	}

	private List<Wire> send(int count) throws IOException {
		byte[] image = Files.readAllBytes(IMAGE);
		List<Wire> wires = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			Wire wire = new Wire(this.port);
			wire.send(
					"POST /v1/explanations HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\nContent-Length: %d\r\n\r\n"
						.formatted(image.length));
			wire.send(image);
			wires.add(wire);
		}
		awaitWaiting(count);
		return wires;
	}

	private void awaitWaiting(int count) {
		while (this.engine.waiting() != count) {
			Thread.onSpinWait();
		}
	}

	private double passes() throws IOException {
		return Scrape.of(new Client(this.port)).count("forward");
	}

	private void whileTheEngineIsBusy(Work work) throws Exception {
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		ExecutorService holder = Executors.newSingleThreadExecutor();
		try {
			Future<?> held = holder.submit(() -> this.engine.run(() -> Held.until(running, release)));
			running.await();
			work.run();
			release.countDown();
			held.get();
		}
		finally {
			release.countDown();
			holder.shutdown();
		}
	}

	/**
	 * Something to do.
	 */
	interface Work {

		void run() throws Exception;

	}

}
