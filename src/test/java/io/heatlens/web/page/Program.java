package io.heatlens.web.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Programs of this machine that run in a folder.
 *
 * @param folder the folder
 */
record Program(Path folder) {

	/**
	 * Skips a test where a program is missing.
	 * @param reason what is missing and how to get it
	 * @param command which succeeds where it is there
	 */
	void assume(String reason, String... command) throws IOException, InterruptedException {
		Assumptions.assumeTrue(start(command).waitFor() == 0, "Skipped: " + reason);
	}

	/**
	 * Runs a program to its end.
	 * @param command the program and its arguments
	 * @return what it has printed
	 */
	String run(String... command) throws IOException, InterruptedException {
		Process process = start(command);
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).as(output).isZero();
		return output;
	}

	JsonNode json(String... command) throws IOException, InterruptedException {
		return JsonMapper.shared().readTree(run(command));
	}

	private Process start(String... command) throws IOException {
		return new ProcessBuilder(List.of(command)).directory(this.folder.toFile()).redirectErrorStream(true).start();
	}

}
