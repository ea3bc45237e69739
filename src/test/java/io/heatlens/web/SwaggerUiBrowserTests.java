package io.heatlens.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
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

	private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	@LocalServerPort
	private int port;

	private WebDriver browser;

	@BeforeEach
	void open() {
		Assumptions.assumeTrue(Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
				"Skipped: no browser here. Install Debian's chromium and chromium-driver to run it.");
		ChromeOptions options = new ChromeOptions();
		options.setBinary(CHROMIUM.toFile());
		options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--window-size=1200,2400");
		this.browser = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(), options);
	}

	@AfterEach
	void close() {
		if (this.browser != null) {
			this.browser.quit();
		}
	}

	@Test
	void uploadedFileIsExplainedByAPictureOfItsSize() {
		this.browser.get("http://localhost:" + this.port + "/swagger-ui/index.html#/Explain/explain");
		Path photo = Path.of("src/test/resources/golden/images/preprocess/chelsea.png").toAbsolutePath();
		await(By.cssSelector("input[type=file]")).sendKeys(photo.toString());
		await(By.cssSelector("button.execute")).click();
		WebElement picture = await(By.cssSelector(".live-responses-table img"));
		new WebDriverWait(this.browser, Duration.ofSeconds(30))
			.until((browser) -> "451".equals(picture.getDomProperty("naturalWidth")));
		assertThat(picture.getDomProperty("naturalHeight")).isEqualTo("300");
		assertThat(this.browser.manage().logs().get(LogType.BROWSER).getAll())
			.noneMatch((entry) -> entry.getMessage().contains("Content Security Policy"));
	}

	private WebElement await(By selector) {
		return new WebDriverWait(this.browser, Duration.ofSeconds(30))
			.until((browser) -> browser.findElement(selector));
	}

}
