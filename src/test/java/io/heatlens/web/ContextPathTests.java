package io.heatlens.web;

import java.io.IOException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hints name addresses under the path of the service, inside and outside of it.
 */
@HttpTest(properties = "server.servlet.context-path=/heat")
class ContextPathTests {

	@Autowired
	private Client client;

	@ParameterizedTest
	@CsvSource({ "/heat/nope", "/nope", "/", "/heat/v1/nope", "/heat/error" })
	void hintOfAnAddressThatDoesNotExistHasThePathOfTheService(String path) throws IOException {
		assertThat(this.client.assertProblem(this.client.get(path), 404, "not-found").path("detail").asString())
			.contains(" /heat/swagger-ui.html");
	}

	@ParameterizedTest
	@CsvSource({ "/heat/v1/explanations", "/heat/v1/predictions" })
	void hintOfAMethodHasThePathOfTheService(String path) throws IOException {
		assertThat(
				this.client.assertProblem(this.client.get(path), 405, "method-not-allowed").path("detail").asString())
			.contains(" /heat/v1/explanations, /heat/v1/predictions and /heat/v1/similarities ");
	}

}
