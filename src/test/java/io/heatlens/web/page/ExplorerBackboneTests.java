package io.heatlens.web.page;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.Select;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page with a backbone, which has neither classes nor texts.
 */
@BrowserTest(properties = "heatlens.models.store=src/test/resources/embeddings/hf-dinov2")
class ExplorerBackboneTests {

	private static final Path FILES = Path.of("src/test/resources/golden/images/decode");

	private static final String BOTH = "grad-cam image,grad-cam reference";

	private final Explorer page;

	ExplorerBackboneTests(Explorer page) {
		this.page = page;
	}

	@AfterEach
	void noWarningsInTheBrowserLog() {
		assertThat(this.page.complaints()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "baseline.jpg", "lzw.tif" })
	void secondPictureIsRequestedInsteadOfClasses(String file) throws IOException {
		this.page.start("");
		this.page.awaitText("#notice", "brings no samples");
		this.page.upload(FILES.resolve(file));
		this.page.awaitText("h1", "Compare it with which picture?");
		// the service draws a TIFF first
		this.page.await("#explorer:not([hidden]) #second[open]");
		assertThat(this.page.text("#problem")).isEmpty();
		this.page.drop("body", FILES.resolve("exif-6.jpg"));
		this.page.awaitMaps(BOTH);
		this.page.click("#remove-second");
		this.page.awaitText("h1", "Compare it with which picture?");
		assertThat(this.page.text("#problem")).isEmpty();
	}

	@Test
	void firstPictureOfAnotherModelIsNotComparedWith() throws IOException {
		this.page.show("#model=fashion-scenes", "grad-cam 7");
		new Select(this.page.await("#model")).selectByValue("hf-dinov2");
		this.page.awaitText("#notice", "brings no samples");
		this.page.drop("body", FILES.resolve("baseline.jpg"));
		this.page.awaitText("h1", "Compare it with which picture?");
		this.page.await("[data-image=upload][aria-pressed=true]");
	}

	@Test
	void eitherPictureMayBeOneThatTheBrowserCannotShow() {
		this.page.start("");
		this.page.awaitText("#notice", "brings no samples");
		this.page.upload(FILES.resolve("baseline.jpg"));
		this.page.awaitText("h1", "Compare it with which picture?");
		this.page.driver()
			.findElement(By.id("second-file"))
			.sendKeys(FILES.resolve("lzw.tif").toAbsolutePath().toString());
		this.page.awaitMaps(BOTH);
		assertThat(this.page.text("#warnings")).contains("drawn by the service");
	}

}
