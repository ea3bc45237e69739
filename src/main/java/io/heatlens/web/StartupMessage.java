package io.heatlens.web;

import java.nio.charset.StandardCharsets;

import io.heatlens.vit.ModelStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.util.UriUtils;

/**
 * Logs what a user can do next once the service has started.
 */
@Component
class StartupMessage {

	private static final Logger logger = LoggerFactory.getLogger(StartupMessage.class);

	private final ModelStore models;

	StartupMessage(ModelStore models) {
		this.models = models;
	}

	@EventListener
	void ready(ApplicationReadyEvent event) {
		if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
			String address = "http://localhost:" + web.getWebServer().getPort() + path(web);
			logger.info("Heatlens is ready. Open {}/ to see it explain a sample, or {}/swagger-ui.html for the API.",
					address, address);
			logger.info("Try: {}", example(address, this.models.get(null).name()));
		}
	}

	private static String path(WebServerApplicationContext web) {
		return (web instanceof WebApplicationContext servlets && servlets.getServletContext() != null)
				? servlets.getServletContext().getContextPath() : "";
	}

	/**
	 * Builds a command that explains an image. The samples suit the embedded model alone.
	 * @param address the address of the service, without a slash at the end
	 * @param model the name of the default model
	 * @return a command for a shell, which writes why.png
	 */
	static String example(String address, String model) {
		boolean embedded = model.equals(ModelStore.EMBEDDED);
		String image = embedded ? "curl -s %s/samples/sneaker-and-bag.png | curl -s --data-binary @-".formatted(address)
				: "curl -s --data-binary @photo.jpg";
		return image + " -H 'Content-Type: %s' -H 'Accept: image/png' -o why.png '%s/v1/explanations%s'".formatted(
				embedded ? "image/png" : "image/jpeg", address,
				embedded ? "" : "?model=" + UriUtils.encode(model, StandardCharsets.UTF_8));
	}

}
