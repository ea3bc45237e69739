package io.heatlens.web.tomcat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.heatlens.Await;
import io.heatlens.web.HttpTest;
import io.heatlens.web.Wire;
import org.apache.catalina.core.StandardContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Probes are answered however many clients are slow.
 */
@HttpTest(properties = { "server.tomcat.threads.max=20", "heatlens.upload.timeout=5m",
		"server.tomcat.connection-timeout=5m" })
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThreadReserveTests {

	private static final String POST = "POST /v1/explanations HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\n";

	private final List<Wire> slow = new ArrayList<>();

	@Autowired
	private WebServerApplicationContext web;

	@LocalServerPort
	private int port;

	@BeforeAll
	void occupyThreads() throws IOException {
		for (int i = 0; i < 40; i++) {
			Wire wire = new Wire(this.port);
			wire.send(POST + "Content-Length: 1000\r\n\r\nx");
			this.slow.add(wire);
		}
		Await.until("22 of the 40 clients are refused", () -> {
			int refused = 0;
			for (Wire wire : this.slow) {
				refused += wire.answered() ? 1 : 0;
			}
			return refused == 22;
		});
	}

	@AfterAll
	void releaseThreads() throws IOException {
		for (Wire wire : this.slow) {
			wire.close();
		}
		Await.until("other requests are answered again", () -> get("/v1/models").status() == 200);
		// otherwise the service would wait for them when it is stopped
		Await.until("no body is read", () -> bodies() == 0);
	}

	@Test
	void otherRequestsAreRefused() throws IOException {
		Wire.Answer answer = get("/v1/models");
		answer.assertProblem(503, "overloaded");
		assertThat(answer.header("Retry-After")).isEqualTo("1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/livez", "/readyz", "/v2/health/live", "/actuator/prometheus" })
	void probeHasAThread(String probe) throws IOException {
		assertThat(get(probe).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 5000000", "Content-Length: 5000000\r\nExpect: 100-continue" })
	void refusedClientReadsTheAnswerAfterItHasSentItsBody(String headers) throws IOException {
		try (Wire wire = new Wire(this.port)) {
			wire.send(POST + headers + "\r\n\r\n");
			wire.send(new byte[5_000_000]);
			wire.answer().assertProblem(503, "overloaded");
			assertThat(wire.rest()).isEmpty();
		}
	}

	@Test
	void refusedClientReadsTheAnswerAfterItHasSentItsChunks() throws IOException {
		try (Wire wire = new Wire(this.port)) {
			wire.send(POST + "Transfer-Encoding: chunked\r\n\r\n");
			for (int sent = 0; sent < 50; sent++) {
				wire.send(Integer.toHexString(100_000) + "\r\n");
				wire.send(new byte[100_000]);
				wire.send("\r\n");
			}
			wire.send("0\r\n\r\n");
			wire.answer().assertProblem(503, "overloaded");
			assertThat(wire.rest()).isEmpty();
		}
	}

	@Test
	void refusedBodyIsReadUpToTheLimitOfUploads() throws IOException {
		try (Wire wire = new Wire(this.port)) {
			wire.send(POST + "Content-Length: 1000000000\r\n\r\n");
			assertThatIOException().isThrownBy(() -> {
				for (int sent = 0; sent < 1000; sent++) {
					wire.send(new byte[1_000_000]);
				}
			});
		}
	}

	@Test
	@Tag("slow")
	void refusedBodyThatStallsIsGivenUp() {
		Await.until("no body is read", () -> bodies() == 0);
	}

	@Test
	void unreadableRequestIsRefused() throws IOException {
		Wire.exchange(this.port, "POST /v1/explanations?x=<> HTTP/1.1", "Host: localhost", "Content-Length: 1")
			.assertProblem(503, "overloaded");
	}

	private long bodies() {
		TomcatWebServer server = Objects.requireNonNull((TomcatWebServer) this.web.getWebServer());
		return ((StandardContext) server.getTomcat().getHost().findChildren()[0]).getInProgressAsyncCount();
	}

	private Wire.Answer get(String path) throws IOException {
		return Wire.exchange(this.port, "GET " + path + " HTTP/1.1", "Host: localhost", "Connection: close");
	}

}
