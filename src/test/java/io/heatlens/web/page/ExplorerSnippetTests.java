package io.heatlens.web.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The programs that the page shows are run unchanged.
 */
@BrowserTest
class ExplorerSnippetTests {

	@TempDir
	private Path folder;

	private final Explorer page;

	ExplorerSnippetTests(Explorer page) {
		this.page = page;
	}

	@Test
	void curlAnswersTheSameRequest() throws Exception {
		Assumptions.assumeTrue(start("bash", "-c", "curl --version").waitFor() == 0, "Skipped: no curl here.");
		JsonNode answer = JsonMapper.shared().readTree(run("bash", "-c", snippet("curl", "json")));
		assertThat(answer.at("/results/0/explanations/0/target/label").asString()).isEqualTo("Bag");
		assertThat(answer.at("/results/0/explanations/0/layers/0").asString()).isEqualTo("blocks[3]");
	}

	@Test
	void javaAnswersTheSameRequest() throws Exception {
		Files.writeString(this.folder.resolve("Why.java"), snippet("java", "json"));
		JsonNode answer = JsonMapper.shared()
			.readTree(run(ProcessHandle.current().info().command().orElse("java"), "Why.java"));
		assertThat(answer.at("/results/0/explanations/0/target/label").asString()).isEqualTo("Bag");
		assertThat(answer.at("/results/0/explanations/0/layers/0").asString()).isEqualTo("blocks[3]");
	}

	@Test
	void pythonSavesThePicture() throws Exception {
		Assumptions.assumeTrue(start("python3", "-c", "import requests").waitFor() == 0,
				"Skipped: no requests here. Install Debian's python3-requests to run it.");
		Files.writeString(this.folder.resolve("why.py"), snippet("python", "png"));
		run("python3", "why.py");
		assertThat(ImageIO.read(this.folder.resolve("why.png").toFile()).getWidth()).isEqualTo(96);
	}

	private String snippet(String language, String answer) {
		this.page.show("#target=8&layer=blocks[3]&open=take&language=%s&answer=%s".formatted(language, answer),
				"grad-cam 8");
		this.page.awaitText("#snippet", "/v1/explanations");
		return this.page.text("#snippet");
	}

	private String run(String... command) throws Exception {
		Process process = start(command);
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).as(output).isZero();
		return output;
	}

	private Process start(String... command) throws IOException {
		return new ProcessBuilder(List.of(command)).directory(this.folder.toFile()).redirectErrorStream(true).start();
	}

}
