package io.heatlens.web.page;

import java.io.IOException;
import java.nio.file.Path;

import io.heatlens.web.Client;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

/**
 * The page with a sample: classes, methods, measures and links.
 */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplorerTests {

	private static final Path SAMPLE = Path.of("src/main/resources/samples/sneaker-and-bag.png");

	@Autowired
	private Client client;

	private final Explorer page;

	ExplorerTests(Explorer page) {
		this.page = page;
	}

	@BeforeEach
	void open() {
		this.page.show("", "grad-cam 7");
	}

	@AfterEach
	void noWarningsInTheBrowserLog() {
		assertThat(this.page.complaints()).isEmpty();
	}

	@Test
	void sampleIsExplainedWithoutAClickAndTheMapFollowsTheClass() throws IOException {
		assertThat(this.page.text("h1")).isEqualTo("Why Sneaker?");
		assertThat(this.page.text("#summary")).contains("at the bottom");
		int shoe = brightness(0.3, 0.8);
		int bag = brightness(0.75, 0.35);
		this.page.click("[data-focus='explain 8']");
		this.page.awaitMaps("grad-cam 8");
		assertThat(this.page.text("h1")).isEqualTo("Why Bag?");
		assertThat(this.page.text("#summary")).contains("at the upper right");
		assertThat(brightness(0.3, 0.8)).isLessThan(shoe - 50);
		assertThat(brightness(0.75, 0.35)).isGreaterThan(bag + 50);
	}

	@Test
	void twoClassesShareOneScale() throws IOException {
		this.page.click("[data-focus='beside 8']");
		this.page.awaitMaps("grad-cam 7,grad-cam 8");
		double highest = explanations("target=7&target=8").valueStream()
			.flatMap((explanation) -> explanation.at("/heatmap/raw").valueStream())
			.flatMap(JsonNode::valueStream)
			.mapToDouble(JsonNode::asDouble)
			.max()
			.orElseThrow();
		assertThat(Double.parseDouble(this.page.text("#ticks span:last-child"))).isCloseTo(highest,
				withinPercentage(1));
		assertThat(this.page.driver().findElements(By.cssSelector("#figures canvas"))).hasSize(2);
	}

	@Test
	void patchUnderThePointerShowsTheValueOfTheJson() throws IOException {
		this.page.pointAt(9, 12, 2, 12);
		assertThat(this.page.text("#reading")).startsWith("Row 10, column 3");
		assertThat(Double.parseDouble(this.page.text("#reading code")))
			.isCloseTo(explanations("target=7").at("/0/heatmap/raw/9/2").asDouble(), withinPercentage(0.1));
	}

	@Test
	void opacityAndColoursChangeWithoutARequest() throws IOException {
		int requests = this.page.requests();
		int before = brightness(0.75, 0.35);
		for (int i = 0; i < 12; i++) {
			this.page.await("#opacity").sendKeys(Keys.ARROW_LEFT);
		}
		assertThat(brightness(0.75, 0.35)).as("the photograph without its dark cover").isGreaterThan(before + 20);
		new Select(this.page.await("#colormap")).selectByValue("inferno");
		this.page.click("#both");
		this.page.awaitText("#ticks", "−");
		assertThat(this.page.requests()).isEqualTo(requests);
	}

	@Test
	void methodsAreComparedInOneRequest() throws IOException {
		int requests = this.page.requests();
		this.page.click("#compare summary");
		this.page.await(".multiples [data-method=hires-cam]");
		assertThat(this.page.requests()).isEqualTo(requests + 1);
		assertThat(this.page.driver().findElements(By.cssSelector(".multiples button"))).hasSizeGreaterThan(15);
		double agreement = this.client
			.json(this.client.image("/v1/explanations?target=7&method=grad-cam&method=hires-cam", SAMPLE))
			.at("/results/0/agreement/0/spearman")
			.asDouble();
		assertThat(this.page.text("[data-method=hires-cam]")).contains("ρ %.2f".formatted(agreement))
			.containsPattern("(hit|miss), \\d+");
		this.page.click("[data-method=hires-cam]");
		this.page.awaitMaps("hires-cam 7");
	}

	@Test
	void trueBoxShowsWhetherTheMapHitsTheItem() {
		this.page.click("#boxes");
		this.page.awaitText("figcaption .found", "Pointing game: hit");
	}

	@Test
	void hidingTheHottestPatchesLowersTheProbabilityMoreThanRandomOnes() {
		this.page.click("#test summary");
		this.page.awaitText("#left-hottest", "%");
		this.page.awaitText("#left-random", "%");
		assertThat(probability("hottest")).isLessThan(probability("random") / 2);
		this.page.await("#hidden").sendKeys(Keys.HOME);
		this.page.awaitText("#left-hottest", "Sneaker 43 %");
		this.page.awaitText("#left-random", "Sneaker 43 %");
	}

	@Test
	void linkRestoresTheView() {
		this.page.click("[data-image='dress-and-bag.png']");
		this.page.awaitMaps("grad-cam 3");
		this.page.click("[data-focus='beside 8']");
		// the page draws the list of methods again before the maps
		this.page.awaitMaps("grad-cam 3,grad-cam 8");
		new Select(this.page.await("#method")).selectByValue("legrad");
		this.page.awaitMaps("legrad 3,legrad 8");
		this.page.click("#both");
		this.page.click("#take summary");
		String link = String.valueOf(this.page.await("#link").getDomProperty("value"));
		this.page.show(link.substring(link.indexOf('#')), "legrad 3,legrad 8");
		assertThat(this.page.text("h1")).isEqualTo("Why Dress, why Bag?");
		assertThat(this.page.await("#both").isSelected()).isTrue();
		assertThat(this.page.await("#take").getDomAttribute("open")).isNotNull();
		assertThat(this.page.await("[data-image='dress-and-bag.png']").getDomAttribute("aria-pressed"))
			.isEqualTo("true");
	}

	@Test
	void manyPassesAreAnnouncedBeforeTheyRunAndCanBeCancelled() {
		new Select(this.page.await("#method")).selectByValue("rise");
		this.page.awaitText("#offer", "1,001 forward passes");
		this.page.click("#offer button");
		this.page.awaitText("#progress", " s");
		this.page.click(".working button");
		this.page.awaitText("#offer", "Cancelled");
		new Select(this.page.await("#method")).selectByValue("hires-cam");
		this.page.awaitMaps("hires-cam 7");
	}

	@Test
	void everythingCanBeReachedByKeyboard() {
		tabTo("[data-image='dress-and-bag.png']").sendKeys(Keys.ENTER);
		this.page.awaitMaps("grad-cam 3");
		tabTo("#figures canvas").sendKeys(Keys.ARROW_UP);
		String reading = this.page.text("#reading");
		this.page.await("#figures canvas").sendKeys(Keys.ARROW_RIGHT);
		assertThat(this.page.text("#reading")).startsWith("Row ").isNotEqualTo(reading);
		tabTo("[data-focus='explain 8']").sendKeys(Keys.SPACE);
		this.page.awaitMaps("grad-cam 8");
		tabTo("#method").sendKeys("hires");
		this.page.awaitMaps("hires-cam 8");
		tabTo("#compare summary").sendKeys(Keys.ENTER);
		this.page.await(".multiples button");
		tabTo("#take summary").sendKeys(Keys.ENTER);
		tabTo("#language");
	}

	// Presses the tab key from the current focus on.
	private WebElement tabTo(String selector) {
		WebElement goal = this.page.await(selector);
		for (int i = 0; i < 80; i++) {
			if (this.page.driver().switchTo().activeElement().equals(goal)) {
				return goal;
			}
			new Actions(this.page.driver()).sendKeys(Keys.TAB).perform();
		}
		throw new AssertionError("the focus does not reach " + selector);
	}

	private double probability(String order) {
		return Double.parseDouble(this.page.text("#left-" + order).replaceAll("[^\\d.]", ""));
	}

	// The sum of red and green at a point, which grows with the value in cividis.
	private int brightness(double x, double y) throws IOException {
		var picture = this.page.picture();
		int rgb = picture.getRGB((int) (x * picture.getWidth()), (int) (y * picture.getHeight()));
		return (rgb >> 16 & 0xff) + (rgb >> 8 & 0xff);
	}

	private JsonNode explanations(String query) throws IOException {
		return this.client.json(this.client.image("/v1/explanations?method=grad-cam&" + query, SAMPLE))
			.at("/results/0/explanations");
	}

}
