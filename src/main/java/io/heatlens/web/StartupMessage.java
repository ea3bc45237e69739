package io.heatlens.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Ends the start with what to do next.
 */
@Component
class StartupMessage {

	private static final Logger logger = LoggerFactory.getLogger(StartupMessage.class);

	@EventListener
	void ready(ApplicationReadyEvent event) {
		if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
			String address = "http://localhost:" + web.getWebServer().getPort();
			logger.info("Heatlens is ready. See it explain at {}/ (the API: {}/swagger-ui.html)", address, address);
			logger.info(
					"Try: curl -s {}/samples/sneaker-and-bag.png | curl -s --data-binary @- -H 'Content-Type: image/png'"
							+ " -H 'Accept: image/png' -o why.png '{}/v1/explanations'",
					address, address);
		}
	}

}
