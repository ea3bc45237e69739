package io.heatlens.web.tomcat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.heatlens.Await;
import io.heatlens.web.HttpTest;
import io.heatlens.web.Wire;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies that are too large, too slow or never end are answered, and release their
 * thread.
 */
@HttpTest(properties = { "heatlens.upload.max-size=1MB", "heatlens.upload.timeout=1s",
		"server.tomcat.connection-timeout=2s", "server.tomcat.threads.max=8" })
class BodyTests {

	private static final int MEGABYTE = 1 << 20;

	private static final String MULTIPART = "multipart/form-data; boundary=b";

	private static final String PART = "--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a\"\r\n\r\n";

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "image/png", MULTIPART, "application/json" })
	void bodyOfThirtyTimesTheLimitIsAnsweredAfterItWasSent(String type) throws IOException {
		try (Wire wire = new Wire(this.port)) {
			wire.send(head(type) + "Content-Length: " + 30 * MEGABYTE + "\r\n\r\n" + PART);
			for (int left = 30 * MEGABYTE - PART.length(); left > 0; left -= MEGABYTE) {
				wire.send(new byte[Math.min(left, MEGABYTE)]);
			}
			wire.answer().assertProblem(413, "upload-too-large");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "image/png", MULTIPART, "application/json" })
	void chunkedBodyOfThirtyTimesTheLimitIsAnsweredAfterItWasSent(String type) throws IOException {
		try (Wire wire = new Wire(this.port)) {
			wire.send(head(type) + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(PART.length()) + "\r\n"
					+ PART + "\r\n");
			for (int sent = 0; sent < 30; sent++) {
				wire.send(Integer.toHexString(MEGABYTE) + "\r\n");
				wire.send(new byte[MEGABYTE]);
				wire.send("\r\n");
			}
			wire.send("0\r\n\r\n");
			assertThat(wire.answer().assertProblem(413, "upload-too-large").path("detail").asString())
				.contains("1048576 bytes");
		}
	}

	@Test
	void announcedBodyBeyondTheLimitIsRefusedBeforeItIsSent() throws IOException {
		try (Wire wire = new Wire(this.port)) {
			wire.send(head("image/png") + "Expect: 100-continue\r\nContent-Length: " + 2 * MEGABYTE + "\r\n\r\n");
			wire.answer().assertProblem(413, "upload-too-large");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "image/png", MULTIPART, "application/json" })
	@Tag("slow")
	void oneByteASecondIsATimeout(String type) throws IOException {
		try (Wire wire = new Wire(this.port)) {
			wire.send(head(type) + "Content-Length: 1000\r\n\r\n");
			long start = System.nanoTime();
			sendSlowly(wire, PART.getBytes(StandardCharsets.US_ASCII));
			wire.answer().assertProblem(408, "request-timeout");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(1),
					Duration.ofSeconds(3));
		}
	}

	@Test
	@Tag("slow")
	void stalledBodyIsATimeout() throws IOException {
		try (Wire wire = new Wire(this.port)) {
			wire.send(head("image/png") + "Content-Length: 1000\r\n\r\nabc");
			wire.answer().assertProblem(408, "request-timeout");
		}
	}

	@Test
	@Tag("slow")
	void slowBodyAfterAnEarlyAnswerHoldsNoThread() throws IOException {
		Wire[] wires = new Wire[7];
		for (int i = 0; i < wires.length; i++) {
			wires[i] = new Wire(this.port);
			wires[i].send(head("image/png") + "Content-Length: 1000000000\r\n\r\n");
			sendSlowly(wires[i], new byte[1000]);
			wires[i].answer().assertProblem(413, "upload-too-large");
		}
		// probes have a thread; other requests are answered after the slow bodies time
		// out
		Await.until("other requests are answered", () -> {
			assertThat(status("/livez")).isEqualTo(200);
			return status("/v1/models") == 200;
		});
		for (Wire wire : wires) {
			wire.close();
		}
	}

	private int status(String path) throws IOException {
		return Wire.exchange(this.port, "GET " + path + " HTTP/1.1", "Host: localhost", "Connection: close").status();
	}

	@Test
	void fiftyOneImagesAreTooMany() throws IOException {
		assertThat(multipart((PART + "x\r\n").repeat(51) + "--b--\r\n").assertProblem(413, "upload-too-large")
			.path("detail")
			.asString()).contains("50 images", "51");
	}

	@Test
	void moreThan160PartsAreTooMany() throws IOException {
		assertThat(multipart((PART + "x\r\n").repeat(161) + "--b--\r\n").assertProblem(413, "upload-too-large")
			.path("detail")
			.asString()).contains("160 parts");
	}

	@Test
	void partHeadersOfOneKilobyteAreTooLarge() throws IOException {
		assertThat(multipart(PART.replace("\"a\"", "\"" + "a".repeat(1000) + "\"") + "x\r\n--b--\r\n")
			.assertProblem(400, "bad-request")
			.path("detail")
			.asString()).contains("512 bytes");
	}

	@Test
	void multipartWithoutAnEndIsABadRequest() throws IOException {
		multipart(PART + "x").assertProblem(400, "bad-request");
	}

	private Wire.Answer multipart(String body) throws IOException {
		try (Wire wire = new Wire(this.port)) {
			wire.send(head(MULTIPART) + "Content-Length: " + body.length() + "\r\n\r\n" + body);
			return wire.answer();
		}
	}

	private static String head(String type) {
		String path = type.equals("application/json") ? "/v1/models/fashion-scenes:explain" : "/v1/explanations";
		return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n";
	}

	// Sends a byte every 300 ms until the connection is closed.
	private static void sendSlowly(Wire wire, byte[] bytes) {
		Thread client = new Thread(() -> {
			try {
				for (byte drop : bytes) {
					wire.send(new byte[] { drop });
					TimeUnit.MILLISECONDS.sleep(300);
				}
			}
			catch (IOException | InterruptedException ex) {
				// the service has closed the connection
			}
		}, "sendSlowly");
		client.setDaemon(true);
		client.start();
	}

}
