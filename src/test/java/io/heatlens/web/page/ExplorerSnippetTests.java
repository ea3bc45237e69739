package io.heatlens.web.page;

import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The programs that the page shows are run unchanged.
 */
@BrowserTest
class ExplorerSnippetTests {

	private static final String CLASS = "target=8&layer=blocks[3]";

	private static final String PAIR = "reference=dress-and-bag.png";

	private static final String JAVA = ProcessHandle.current().info().command().orElse("java");

	@TempDir
	private Path folder;

	private final Explorer page;

	ExplorerSnippetTests(Explorer page) {
		this.page = page;
	}

	@Test
	void curlAnswersTheSameRequest() throws Exception {
		program().assume("no curl here.", "bash", "-c", "curl --version");
		JsonNode answer = program().json("bash", "-c", snippet(CLASS, "grad-cam 8", "curl", "json"));
		assertThat(answer.at("/results/0/explanations/0/target/label").asString()).isEqualTo("Bag");
		assertThat(answer.at("/results/0/explanations/0/layers/0").asString()).isEqualTo("blocks[3]");
	}

	@Test
	void javaAnswersTheSameRequest() throws Exception {
		Files.writeString(this.folder.resolve("Why.java"), snippet(CLASS, "grad-cam 8", "java", "json"));
		JsonNode answer = program().json(JAVA, "Why.java");
		assertThat(answer.at("/results/0/explanations/0/target/label").asString()).isEqualTo("Bag");
		assertThat(answer.at("/results/0/explanations/0/layers/0").asString()).isEqualTo("blocks[3]");
	}

	@Test
	void pythonSavesThePicture() throws Exception {
		assumePython();
		Files.writeString(this.folder.resolve("why.py"), snippet(CLASS, "grad-cam 8", "python", "png"));
		program().run("python3", "why.py");
		assertThat(ImageIO.read(this.folder.resolve("why.png").toFile()).getWidth()).isEqualTo(96);
	}

	@Test
	void curlComparesTheSamePictures() throws Exception {
		program().assume("no curl here.", "bash", "-c", "curl --version");
		assertPair(program().json("bash", "-c", pair("curl", "json")));
	}

	@Test
	void javaComparesTheSamePictures() throws Exception {
		Files.writeString(this.folder.resolve("Why.java"), pair("java", "json"));
		assertPair(program().json(JAVA, "Why.java"));
	}

	@Test
	void pythonSavesBothPictures() throws Exception {
		assumePython();
		Files.writeString(this.folder.resolve("why.py"), pair("python", "png"));
		program().run("python3", "why.py");
		assertThat(ImageIO.read(this.folder.resolve("why.png").toFile()).getWidth()).isEqualTo(2 * 96);
	}

	private void assertPair(JsonNode answer) {
		assertThat(answer.at("/image/name").asString()).isEqualTo("sneaker-and-bag.png");
		assertThat(answer.at("/results/0/reference/name").asString()).isEqualTo("dress-and-bag.png");
	}

	private void assumePython() throws Exception {
		program().assume("no requests here. Install Debian's python3-requests to run it.", "python3", "-c",
				"import requests");
	}

	private Program program() {
		return new Program(this.folder);
	}

	private String pair(String language, String answer) {
		return snippet(PAIR, "grad-cam image,grad-cam reference", language, answer);
	}

	private String snippet(String view, String maps, String language, String answer) {
		this.page.show("#%s&open=take&language=%s&answer=%s".formatted(view, language, answer), maps);
		this.page.awaitText("#snippet", "/v1/");
		return this.page.text("#snippet");
	}

}
