package io.heatlens;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A setting with a typo is logged.
 */
@ExtendWith(OutputCaptureExtension.class)
@Tag("slow")
class UnknownSettingsTests {

	@Test
	void settingThatNothingReadsIsNamedWithASuggestion(CapturedOutput output) {
		start("--heatlens.model.store=somewhere", "--heatlens.engine.que=7", "--heatlens.whatever=1");
		assertThat(output)
			.contains("Nothing reads the setting heatlens.model.store. Similar settings are: heatlens.models.store.")
			.contains(
					"Nothing reads the setting heatlens.engine.que. Similar settings are: heatlens.engine.max-batch, ")
			.contains("Nothing reads the setting heatlens.whatever. The settings are: heatlens.engine.max-batch, ")
			.contains("heatlens.upload.timeout.")
			.as("constants are no settings")
			.doesNotContain("m-a-x-", "-b-y-t-e-", "h-e-a-d-e-r");
	}

	@Test
	void settingsThatAreReadAreNotNamed(CapturedOutput output) {
		start("--heatlens.engine.maxBatch=4", "--heatlens.models.default=fashion-scenes",
				"--heatlens.security.cors-origins[0]=https://lab.example.org",
				"--heatlens.security.api-keys.alice=" + "a1".repeat(32), "--heatlens.upload.max-size=5MB");
		assertThat(output).doesNotContain("Nothing reads");
	}

	private static void start(String... settings) {
		new SpringApplicationBuilder(HeatlensApplication.class).web(WebApplicationType.NONE).run(settings).close();
	}

}
