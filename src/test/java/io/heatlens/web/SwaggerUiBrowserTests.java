package io.heatlens.web;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.WebDriverWait;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person in a real browser: opens Swagger UI, chooses a file, presses Execute, and sees
 * the picture. Skipped where Debian's chromium and chromium-driver are not installed.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SwaggerUiBrowserTests {

	@LocalServerPort
	private int port;

	@Test
	void uploadedFileIsExplainedByAPictureOfItsSize() {
		try (Browser browser = new Browser()) {
			browser.driver().manage().window().setSize(new Dimension(1200, 2400));
			browser.open("http://localhost:" + this.port + "/swagger-ui/index.html#/Explain/explain");
			Path photo = Path.of("src/test/resources/golden/images/preprocess/chelsea.png").toAbsolutePath();
			browser.await("input[type=file]").sendKeys(photo.toString());
			browser.click("button.execute");
			WebElement picture = browser.await(".live-responses-table img");
			new WebDriverWait(browser.driver(), Duration.ofSeconds(30))
				.until((driver) -> "451".equals(picture.getDomProperty("naturalWidth")));
			assertThat(picture.getDomProperty("naturalHeight")).isEqualTo("300");
			assertThat(browser.complaints()).noneMatch((message) -> message.contains("Content Security Policy"));
		}
	}

}
