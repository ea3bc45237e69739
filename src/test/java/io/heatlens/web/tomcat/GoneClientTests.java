package io.heatlens.web.tomcat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.heatlens.Await;
import io.heatlens.engine.Engine;
import io.heatlens.web.BusyEngine;
import io.heatlens.web.Client;
import io.heatlens.web.HttpTest;
import io.heatlens.web.Scrape;
import io.heatlens.web.Wire;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request of a client that has closed its connection is dropped from the queue.
 */
@HttpTest(properties = { "heatlens.engine.queue=4", "heatlens.engine.workers=1" })
@EnabledOnOs(OS.LINUX)
@Timeout(60)
@Tag("slow")
class GoneClientTests {

	private static final Path IMAGE = Path.of("src/main/resources/samples/shirt.png");

	@LocalServerPort
	private int port;

	@Autowired
	private Client client;

	@Autowired
	private Engine engine;

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void requestsOfClosedConnectionsAreDropped(boolean reset) throws Exception {
		double before = passes();
		try (BusyEngine busy = new BusyEngine(this.engine)) {
			for (Wire wire : send(4)) {
				wire.close(reset);
			}
			awaitWaiting(0);
			busy.release();
		}
		assertThat(passes()).isEqualTo(before);
	}

	@Test
	void requestsOfOpenConnectionsAreAnswered() throws Exception {
		List<Wire> wires = new ArrayList<>();
		try (BusyEngine busy = new BusyEngine(this.engine)) {
			wires.addAll(send(4));
			wires.get(1).close();
			awaitWaiting(3);
			wires.remove(1);
			wires.get(0).send("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");
			busy.release();
		}
		for (Wire wire : wires) {
			assertThat(wire.answer().status()).isEqualTo(200);
		}
		assertThat(wires.get(0).answer().status()).as("the request that came after the first").isEqualTo(200);
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
		Await.until(count + " requests wait", () -> this.engine.waiting() == count);
	}

	private double passes() throws IOException {
		return Scrape.of(this.client).count("forward");
	}

}
