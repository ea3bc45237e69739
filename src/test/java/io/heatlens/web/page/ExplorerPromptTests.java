package io.heatlens.web.page;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.heatlens.web.Client;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page with a model that compares pictures with texts, a tiny CLIP of random weights.
 */
@BrowserTest(properties = "heatlens.models.store=src/test/resources/text/hf-clip")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplorerPromptTests {

	private static final Path PHOTO = Path.of("src/test/resources/golden/images/preprocess/astronaut.png");

	private static final String TRICKY = "l'\u00e9t\u00e9 \"rouge\" @\u5317\u4eac; $HOME \\n";

	@Autowired
	private Client client;

	private final Explorer page;

	ExplorerPromptTests(Explorer page) {
		this.page = page;
	}

	@BeforeEach
	void open() {
		this.page.look("light");
		show("");
		this.page.awaitText("h1", "Why a photo of a");
	}

	@AfterEach
	void noWarningsInTheBrowserLog() {
		assertThat(this.page.complaints()).isEmpty();
	}

	@Test
	void twoPromptsToBeginWithShowTheirProbabilities() throws IOException {
		JsonNode predictions = this.client
			.json(this.client
				.image("/v1/predictions?model=hf-clip&prompt=a+photo+of+a+person&prompt=a+photo+of+an+object", PHOTO))
			.at("/results/0/predictions");
		for (JsonNode prediction : predictions) {
			assertThat(this.page.text("[data-focus='prompt %d']".formatted(prediction.path("class").asInt())))
				.isEqualTo("%s%.0f %%".formatted(prediction.path("label").asString(),
						100 * prediction.path("probability").asDouble()));
		}
		assertThat(this.page.await("#classes").isDisplayed()).isFalse();
		assertThat(this.page.await("#another").isDisplayed()).isFalse();
	}

	@Test
	void typedPromptMovesTheLightAndAChipMovesItBack() {
		this.page.click("[data-focus='prompt 0']");
		this.page.awaitMaps("grad-cam 0");
		Object before = pixels();
		type("a cat, perhaps");
		this.page.awaitMaps("grad-cam 2");
		assertThat(this.page.text("h1")).isEqualTo("Why a cat, perhaps?");
		assertThat(this.page.text("[data-focus='prompt 2']")).endsWith("%");
		assertThat(pixels()).isNotEqualTo(before);
		this.page.click("[data-focus='prompt 0']");
		this.page.awaitMaps("grad-cam 0");
		assertThat(this.page.text("h1")).isEqualTo("Why a photo of a person?");
	}

	@Test
	void promptThatIsThereIsExplainedInsteadOfAddedAgain() {
		type("a photo of an object");
		this.page.awaitMaps("grad-cam 1");
		assertThat(this.page.driver().findElements(By.cssSelector(".chip"))).hasSize(2);
	}

	@Test
	void chipIsRemovedByKeyboardAndTheOthersStay() {
		type("a cat");
		this.page.awaitMaps("grad-cam 2");
		// back over the third chip and its x, and the second one
		for (int i = 0; i < 3; i++) {
			new Actions(this.page.driver()).keyDown(Keys.SHIFT).sendKeys(Keys.TAB).keyUp(Keys.SHIFT).perform();
		}
		var focused = this.page.driver().switchTo().activeElement();
		assertThat(focused.getAccessibleName()).isEqualTo("Remove a photo of an object");
		focused.sendKeys(Keys.ENTER);
		this.page.awaitMaps("grad-cam 1");
		assertThat(this.page.text("h1")).isEqualTo("Why a cat?");
		assertThat(this.page.driver().switchTo().activeElement().getAccessibleName()).isEqualTo("Another prompt");
	}

	@Test
	void nothingIsRequestedWithoutAPrompt() {
		this.page.click("[data-focus='remove 1']");
		// a similarity, and no percentage
		this.page.awaitText("[data-focus='prompt 0'] .probability", ".");
		int requests = this.page.requests();
		this.page.click("[data-focus='remove 0']");
		this.page.awaitText("h1", "What should the model look for?");
		assertThat(this.page.await("#prompts-needed").isDisplayed()).isTrue();
		assertThat(this.page.text("#problem")).isEmpty();
		assertThat(this.page.requests()).isEqualTo(requests);
		type("flag");
		this.page.awaitMaps("grad-cam 0");
		assertThat(this.page.text("[data-focus='prompt 0']")).as("no softmax of one").doesNotContain("%", "NaN");
	}

	@Test
	void sixtyFourPromptsHaveAProbabilityEachAndOneMoreIsRefused() {
		show("&target=63&prompts="
				+ IntStream.range(0, 64).mapToObj("a photo of thing %d"::formatted).collect(Collectors.joining("%0A")));
		this.page.awaitMaps("grad-cam 63");
		assertThat(this.page.driver().findElements(By.cssSelector(".chip .probability"))).hasSize(64)
			.allSatisfy((each) -> assertThat(each.getText()).endsWith("%"));
		type("another");
		assertThat(this.page.await("#prompt").getDomProperty("validationMessage")).contains("64 prompts");
	}

	@Test
	void methodsAreComparedForAPromptAndPatchesHidden() {
		type("a cat");
		this.page.awaitMaps("grad-cam 2");
		this.page.click("#compare summary");
		this.page.await(".multiples [data-method=hires-cam]");
		assertThat(this.page.text("#compare-content")).contains("Evidence for a cat");
		this.page.click("#test summary");
		this.page.awaitText("#left-hottest", "a cat ");
	}

	@Test
	void methodsAreComparedForAnOnlyPrompt() {
		this.page.click("[data-focus='remove 1']");
		this.page.awaitText("[data-focus='prompt 0'] .probability", ".");
		this.page.click("#compare summary");
		this.page.await(".multiples [data-method=hires-cam]");
		assertThat(this.page.driver().findElements(By.cssSelector("[data-method=finer-cam]"))).isEmpty();
		assertThat(this.page.text("#problem")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "curl", "python", "java" })
	void programsHaveThePrompts(String language, @TempDir Path folder) throws Exception {
		Files.copy(PHOTO, folder.resolve("astronaut.png"));
		show("&open=take&target=1&language=%s&prompts=%s".formatted(language,
				URLEncoder.encode("a cat\n" + TRICKY, StandardCharsets.UTF_8)));
		this.page.awaitMaps("grad-cam 1");
		this.page.awaitText("#snippet", "/v1/explanations");
		String text = this.page.text("#snippet");
		Program program = new Program(folder);
		JsonNode answer = switch (language) {
			case "curl" -> {
				program.assume("no curl here.", "bash", "-c", "curl --version");
				yield program.json("bash", "-c", text);
			}
			case "python" -> {
				program.assume("no requests here. Install Debian's python3-requests to run it.", "python3", "-c",
						"import requests");
				Files.writeString(folder.resolve("why.py"), text);
				yield program.json("python3", "why.py");
			}
			default -> {
				Files.writeString(folder.resolve("Why.java"), text);
				yield program.json(ProcessHandle.current().info().command().orElse("java"), "-Dfile.encoding=UTF-8",
						"-Dstdout.encoding=UTF-8", "Why.java");
			}
		};
		assertThat(answer.at("/results/0/explanations/0/target/label").asString()).isEqualTo(TRICKY);
		assertThat(answer.at("/results/0/predictions").size()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark", "phone" })
	void accessibilityRulesFindNothingSerious(String look) throws IOException {
		type("a photograph of an astronaut in an orange suit before a flag and a model of the space shuttle");
		this.page.awaitMaps("grad-cam 2");
		this.page.look(look);
		assertThat(this.page.violations()).isEmpty();
		this.page.photograph("prompts-" + look);
	}

	private void show(String fragment) {
		this.page.start("#image=upload" + fragment);
		this.page.awaitText("#notice", "Open the picture");
		this.page.upload(PHOTO);
	}

	private void type(String prompt) {
		this.page.await("#prompt").sendKeys(prompt + Keys.ENTER);
	}

	private Object pixels() {
		return this.page.run("return document.querySelector('#figures canvas').toDataURL()");
	}

}
