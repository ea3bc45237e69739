package io.heatlens.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Logs what a user can do next once the service has started.
 */
@Component
class StartupMessage {

	private static final Logger logger = LoggerFactory.getLogger(StartupMessage.class);

	@EventListener
	void ready(ApplicationReadyEvent event) {
		if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
			String address = "http://localhost:" + web.getWebServer().getPort();
			logger.info("Heatlens is ready. Open {}/ to see it explain a sample, or {}/swagger-ui.html for the API.",
					address, address);
			logger.info(
					"Try: curl -s {}/samples/sneaker-and-bag.png | curl -s --data-binary @- -H 'Content-Type: image/png'"
							+ " -H 'Accept: image/png' -o why.png '{}/v1/explanations'",
					address, address);
		}
	}

}
