package io.heatlens.web.page;

import java.nio.file.Path;

import io.heatlens.Await;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Swagger UI in a real browser: a person chooses a file, presses Execute, and sees the
 * picture.
 */
@BrowserTest
class SwaggerUiBrowserTests {

	@LocalServerPort
	private int port;

	private final Browser browser;

	SwaggerUiBrowserTests(Browser browser) {
		this.browser = browser;
	}

	@Test
	void uploadedFileIsExplainedByAPictureOfItsSize() {
		this.browser.driver().manage().window().setSize(new Dimension(1200, 2400));
		this.browser.open("http://localhost:" + this.port + "/swagger-ui/index.html#/Explain/explain");
		Path photo = Path.of("src/test/resources/golden/images/preprocess/chelsea.png").toAbsolutePath();
		this.browser.await("input[type=file]").sendKeys(photo.toString());
		new Select(this.browser.await(".response-control-media-type select")).selectByVisibleText("image/png");
		this.browser.click("button.execute");
		WebElement picture = this.browser.await(".live-responses-table img");
		Await.until("the picture has the width of the photograph",
				() -> "451".equals(picture.getDomProperty("naturalWidth")));
		assertThat(picture.getDomProperty("naturalHeight")).isEqualTo("300");
		assertThat(this.browser.complaints()).noneMatch((message) -> message.contains("Content Security Policy"));
	}

}
