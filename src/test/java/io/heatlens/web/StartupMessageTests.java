package io.heatlens.web;

import java.util.EnumSet;

import io.heatlens.vit.ModelStore;
import io.heatlens.vit.Task;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command that the log suggests suits the default model.
 */
class StartupMessageTests {

	private static final String ADDRESS = "http://localhost:8080";

	@Test
	void embeddedModelExplainsItsSample() {
		assertThat(StartupMessage.example(ADDRESS, ModelStore.EMBEDDED, EnumSet.allOf(Task.class)))
			.isEqualTo("curl -s http://localhost:8080/samples/sneaker-and-bag.png | curl -s --data-binary @-"
					+ " -H 'Content-Type: image/png' -H 'Accept: image/png' -o why.png"
					+ " 'http://localhost:8080/v1/explanations'");
	}

	@Test
	void otherModelExplainsAPhotograph() {
		assertThat(StartupMessage.example(ADDRESS, "my vit's", EnumSet.of(Task.CLASSIFICATION, Task.SIMILARITY)))
			.isEqualTo("curl -s --data-binary @photo.jpg -H 'Content-Type: image/jpeg' -H 'Accept: image/png'"
					+ " -o why.png 'http://localhost:8080/v1/explanations?model=my%20vit%27s'");
	}

	@Test
	void modelWithATextTowerIsAskedInWords() {
		assertThat(StartupMessage.example(ADDRESS, "clip", EnumSet.of(Task.ZERO_SHOT, Task.SIMILARITY)))
			.isEqualTo("curl -s -F image=@photo.jpg -F prompt='a photo of a cat' -F prompt='a photo of a dog'"
					+ " -H 'Accept: image/png' -o why.png 'http://localhost:8080/v1/explanations?model=clip'");
	}

	@Test
	void backboneComparesTwoImages() {
		assertThat(StartupMessage.example(ADDRESS, "dino", EnumSet.of(Task.SIMILARITY)))
			.isEqualTo("curl -s -F image=@photo.jpg -F reference=@other.jpg -H 'Accept: image/png' -o why.png"
					+ " 'http://localhost:8080/v1/similarities?model=dino'");
	}

}
