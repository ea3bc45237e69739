package io.heatlens.web.page;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real browser: Debian's chromium and chromium-driver.
 */
class Browser implements AutoCloseable {

	private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final ChromeDriver driver;

	Browser() {
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.PERFORMANCE, Level.ALL);
		logs.enable(LogType.BROWSER, Level.ALL);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(CHROMIUM.toFile());
		options.setCapability("goog:loggingPrefs", logs);
		options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--force-prefers-reduced-motion");
		this.driver = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
				options);
		this.driver.manage().window().setSize(new Dimension(1280, 1000));
	}

	static boolean isInstalled() {
		return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
	}

	ChromeDriver driver() {
		return this.driver;
	}

	void open(String address) {
		this.driver.get(address);
	}

	/**
	 * Waits until an element is there.
	 * @param selector in CSS
	 * @return the element
	 */
	WebElement await(String selector) {
		return new WebDriverWait(this.driver, PATIENCE)
			.until((browser) -> browser.findElement(By.cssSelector(selector)));
	}

	/**
	 * Waits until the text of an element contains something.
	 * @param selector in CSS
	 * @param words that its text contains
	 */
	void awaitText(String selector, String words) {
		new WebDriverWait(this.driver, PATIENCE).withMessage(() -> selector + " says: " + text(selector))
			.ignoring(StaleElementReferenceException.class)
			.until((browser) -> text(selector).contains(words));
	}

	String text(String selector) {
		return String.valueOf(await(selector).getDomProperty("textContent"));
	}

	void click(String selector) {
		await(selector).click();
	}

	Object run(String script, Object... arguments) {
		return String.valueOf(this.driver.executeScript(script, arguments));
	}

	/**
	 * Reads the warnings and errors that the browser has logged since the last call.
	 * @return the messages
	 */
	List<String> complaints() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map(LogEntry::getMessage)
			.toList();
	}

	/**
	 * Reads the network events since the last call.
	 * @return the events of the DevTools protocol
	 */
	Stream<JsonNode> network() {
		return this.driver.manage()
			.logs()
			.get(LogType.PERFORMANCE)
			.getAll()
			.stream()
			.map((entry) -> JsonMapper.shared().readTree(entry.getMessage()).path("message"));
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
