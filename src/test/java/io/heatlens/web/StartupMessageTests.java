package io.heatlens.web;

import io.heatlens.vit.ModelStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command that the log suggests suits the default model.
 */
class StartupMessageTests {

	private static final String ADDRESS = "http://localhost:8080";

	@Test
	void embeddedModelExplainsItsSample() {
		assertThat(StartupMessage.example(ADDRESS, ModelStore.EMBEDDED))
			.isEqualTo("curl -s http://localhost:8080/samples/sneaker-and-bag.png | curl -s --data-binary @-"
					+ " -H 'Content-Type: image/png' -H 'Accept: image/png' -o why.png"
					+ " 'http://localhost:8080/v1/explanations'");
	}

	@Test
	void otherModelExplainsAPhotograph() {
		assertThat(StartupMessage.example(ADDRESS, "my vit's"))
			.isEqualTo("curl -s --data-binary @photo.jpg -H 'Content-Type: image/jpeg' -H 'Accept: image/png'"
					+ " -o why.png 'http://localhost:8080/v1/explanations?model=my%20vit%27s'");
	}

}
