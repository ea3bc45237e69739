package io.heatlens.web.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.heatlens.web.Client;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

/**
 * The page with a second picture beside the first one.
 */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplorerPairTests {

	private static final Path SAMPLES = Path.of("src/main/resources/samples");

	private static final String BOTH = "grad-cam image,grad-cam reference";

	@Autowired
	private Client client;

	private final Explorer page;

	ExplorerPairTests(Explorer page) {
		this.page = page;
	}

	@BeforeEach
	void open() {
		this.page.look("light");
		this.page.show("", "grad-cam 7");
		this.page.click("#second summary");
	}

	@AfterEach
	void noWarningsInTheBrowserLog() {
		assertThat(this.page.complaints()).isEmpty();
	}

	@Test
	void twoSamplesAreShownSideBySideWithTheirSimilarityUntilOneIsRemoved() throws IOException {
		this.page.click("[data-reference='dress-and-bag.png']");
		this.page.awaitMaps(BOTH);
		assertThat(this.page.text("h1")).isEqualTo("Why are these two alike?");
		assertThat(this.page.driver().findElements(By.cssSelector("#figures canvas"))).hasSize(2);
		assertThat(Double.parseDouble(this.page.text("#similarity")))
			.isCloseTo(similarity().path("similarity").asDouble(), within(0.0006));
		assertThat(this.page.await("#classes").isDisplayed()).isFalse();
		assertThat(this.page.await("#compare").isDisplayed()).isFalse();
		this.page.click("#remove-second");
		this.page.awaitMaps("grad-cam 7");
		assertThat(this.page.text("h1")).isEqualTo("Why Sneaker?");
		assertThat(this.page.await("#alike").isDisplayed()).isFalse();
		assertThat(this.page.await("#compare").isDisplayed()).isTrue();
	}

	@Test
	void patchUnderThePointerIsReadInItsPictureAlone() throws IOException {
		this.page.click("[data-reference='dress-and-bag.png']");
		this.page.awaitMaps(BOTH);
		this.page.pointAt(3, 12, 8, 12);
		assertThat(this.page.text("#reading")).startsWith("Row 4, column 9: First picture").doesNotContain("Second");
		assertThat(Double.parseDouble(this.page.text("#reading code")))
			.isCloseTo(similarity().at("/explanations/0/heatmap/raw/3/8").asDouble(), withinPercentage(0.1));
	}

	@Test
	void fileMayBeDroppedBesideTheFirstPicture() throws IOException {
		this.page.drop("#second", SAMPLES.resolve("shirt.png"));
		this.page.awaitMaps(BOTH);
		assertThat(this.page.await("[data-reference=upload]").getDomAttribute("title")).isEqualTo("shirt.png");
		this.page.drop(".top", SAMPLES.resolve("dress-and-bag.png"));
		this.page.await("[data-image=upload][aria-pressed=true]");
		this.page.awaitMaps(BOTH);
		assertThat(this.page.text("#similarity")).isNotEqualTo("1");
	}

	@Test
	void linkRestoresThePair() {
		this.page.show("#reference=shirt.png&method=hires-cam", "hires-cam image,hires-cam reference");
		assertThat(this.page.await("[data-reference='shirt.png']").getDomAttribute("aria-pressed")).isEqualTo("true");
		this.page.show("#reference=upload", "grad-cam 7");
	}

	@Test
	void manyPassesAreAnnouncedForBothPictures() {
		this.page.start("#reference=shirt.png&method=rise&samples=4");
		this.page.awaitText("#offer", "forward passes");
		this.page.click("#offer button");
		this.page.awaitMaps("rise image,rise reference");
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark", "phone" })
	void accessibilityRulesFindNothingSerious(String look) throws IOException {
		this.page.click("[data-reference='dress-and-bag.png']");
		this.page.awaitMaps(BOTH);
		this.page.look(look);
		assertThat(this.page.violations()).isEmpty();
		this.page.photograph("pair-" + look);
	}

	private JsonNode similarity() throws IOException {
		return this.client.json(this.client.compare("/v1/similarities", SAMPLES.resolve("sneaker-and-bag.png"),
				List.of(SAMPLES.resolve("dress-and-bag.png"))))
			.at("/results/0");
	}

}
