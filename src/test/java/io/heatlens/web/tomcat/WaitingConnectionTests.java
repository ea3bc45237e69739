package io.heatlens.web.tomcat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.heatlens.web.HttpTest;
import io.heatlens.web.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Clients that connect while Tomcat accepts no connection are answered later.
 */
@HttpTest(properties = "server.tomcat.max-connections=10")
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class WaitingConnectionTests {

	private static final int CLIENTS = 300;

	private static final Path MOST = Path.of("/proc/sys/net/core/somaxconn");

	@LocalServerPort
	private int port;

	@Test
	void threeHundredClientsAtOnceAreAnswered() throws IOException {
		assumeThat(Integer.parseInt(Files.readAllLines(MOST).get(0))).isGreaterThanOrEqualTo(CLIENTS);
		List<Wire> wires = new ArrayList<>();
		for (int i = 0; i < CLIENTS; i++) {
			wires.add(new Wire(this.port));
		}
		for (Wire wire : wires) {
			wire.send("GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
		}
		for (Wire wire : wires) {
			assertThat(wire.answer().status()).isEqualTo(200);
			wire.close();
		}
	}

}
