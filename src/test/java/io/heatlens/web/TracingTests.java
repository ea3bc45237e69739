package io.heatlens.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Traces are sent to the configured collector.
 */
@HttpTest(properties = { "management.tracing.sampling.probability=1",
		"management.opentelemetry.tracing.export.schedule-delay=100ms" })
class TracingTests {

	private static final BlockingQueue<String> RECEIVED = new LinkedBlockingQueue<>();

	private static final HttpServer COLLECTOR = collector();

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void endpoint(DynamicPropertyRegistry registry) {
		registry.add("management.opentelemetry.tracing.export.otlp.endpoint",
				() -> "http://localhost:" + COLLECTOR.getAddress().getPort() + "/v1/traces");
	}

	@AfterAll
	static void stop() {
		COLLECTOR.stop(0);
	}

	@Test
	void requestIsSentToTheCollector() throws Exception {
		Wire.exchange(this.port, "GET /v1/methods HTTP/1.1", "Host: localhost");
		String spans = "";
		while (!spans.contains("/v1/methods")) {
			String next = RECEIVED.poll(20, TimeUnit.SECONDS);
			assertThat(next).as("spans").isNotNull();
			spans += next;
		}
		assertThat(spans).contains("heatlens");
	}

	private static HttpServer collector() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			server.createContext("/v1/traces", (exchange) -> {
				RECEIVED.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
				exchange.sendResponseHeaders(200, -1);
				exchange.close();
			});
			server.start();
			return server;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
