package io.heatlens.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logs in the Elastic Common Schema ({@code logging.structured.format.console=ecs}) carry
 * the request's id.
 */
@HttpTest
class LogTests {

	@LocalServerPort
	private int port;

	@Test
	void ecsCarriesTheRequestsId() throws IOException {
		Logger logger = (Logger) LoggerFactory.getLogger(DispatcherServlet.class);
		ListAppender<ILoggingEvent> events = new ListAppender<>() {
			@Override
			protected void append(ILoggingEvent event) {
				event.prepareForDeferredProcessing(); // on the thread that has the id
				super.append(event);
			}
		};
		events.start();
		logger.addAppender(events);
		logger.setLevel(Level.DEBUG);
		try {
			Wire.exchange(this.port, "GET /v1/models HTTP/1.1", "Host: localhost", "X-Request-Id: my-id-7");
		}
		finally {
			logger.setLevel(null);
			logger.detachAppender(events);
		}
		StructuredLogEncoder encoder = new StructuredLogEncoder();
		encoder.setContext(logger.getLoggerContext());
		encoder.setFormat("ecs");
		encoder.start();
		ILoggingEvent event = events.list.stream()
			.filter((candidate) -> candidate.getFormattedMessage().contains("/v1/models"))
			.findFirst()
			.orElseThrow();
		JsonNode line = JsonMapper.shared().readTree(new String(encoder.encode(event), StandardCharsets.UTF_8));
		assertThat(line.at("/http/request/id").asString()).isEqualTo("my-id-7");
		assertThat(line.at("/ecs/version").asString()).isNotBlank();
	}

}
