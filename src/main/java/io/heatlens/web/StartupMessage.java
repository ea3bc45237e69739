package io.heatlens.web;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.Task;
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

	private static final String PNG = " -H 'Accept: image/png' -o why.png '";

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
			Model model = this.models.get(null);
			logger.info("Try: {}", example(address, model.name(), Task.of(model)));
		}
	}

	private static String path(WebServerApplicationContext web) {
		return (web instanceof WebApplicationContext servlets && servlets.getServletContext() != null)
				? servlets.getServletContext().getContextPath() : "";
	}

	/**
	 * Builds a command that asks the default model, by what it can do. The samples suit
	 * the embedded model alone.
	 * @param address the address of the service, without a slash at the end
	 * @param model the name of the default model
	 * @param tasks what the model can be asked to explain
	 * @return a command for a shell, which writes why.png
	 */
	static String example(String address, String model, Set<Task> tasks) {
		if (model.equals(ModelStore.EMBEDDED)) {
			return "curl -s " + address + "/samples/sneaker-and-bag.png | curl -s --data-binary @-"
					+ " -H 'Content-Type: image/png'" + PNG + address + "/v1/explanations'";
		}
		String rest = "?model=" + UriUtils.encode(model, StandardCharsets.UTF_8) + "'";
		if (tasks.contains(Task.CLASSIFICATION)) {
			return "curl -s --data-binary @photo.jpg -H 'Content-Type: image/jpeg'" + PNG + address + "/v1/explanations"
					+ rest;
		}
		return tasks.contains(Task.ZERO_SHOT)
				? "curl -s -F image=@photo.jpg -F prompt='a photo of a cat' -F prompt='a photo of a dog'" + PNG
						+ address + "/v1/explanations" + rest
				: "curl -s -F image=@photo.jpg -F reference=@other.jpg" + PNG + address + "/v1/similarities" + rest;
	}

}
