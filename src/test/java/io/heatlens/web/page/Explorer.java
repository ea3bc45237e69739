package io.heatlens.web.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import javax.imageio.ImageIO;

import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.interactions.Actions;

/**
 * The page at {@code /}, used like a person does.
 */
public class Explorer extends Browser {

	private final String address;

	public Explorer(int port) {
		this.address = "http://localhost:" + port + "/";
	}

	/**
	 * Opens the page and waits for its maps.
	 * @param fragment of the address, which restores a view
	 * @param maps that it shows, as {@code method class}
	 */
	public void show(String fragment, String maps) {
		start(fragment);
		awaitMaps(maps);
	}

	/**
	 * Loads the page anew.
	 * @param fragment of the address
	 */
	public void start(String fragment) {
		open("about:blank");
		open(this.address + fragment);
	}

	public void awaitMaps(String maps) {
		await("#figures[data-settled=\"%s\"]".formatted(maps));
	}

	public void upload(Path file) {
		driver().findElement(By.id("file")).sendKeys(file.toAbsolutePath().toString());
	}

	/**
	 * Points at the middle of a patch of the first picture.
	 * @param row from 0
	 * @param rows of the grid, which covers the whole picture
	 * @param column from 0
	 * @param columns of the grid
	 */
	public void pointAt(int row, int rows, int column, int columns) {
		var canvas = await("#figures canvas");
		var size = canvas.getSize();
		new Actions(driver())
			.moveToElement(canvas, (int) ((column + 0.5) / columns * size.width - size.width / 2.0),
					(int) ((row + 0.5) / rows * size.height - size.height / 2.0))
			.perform();
	}

	/**
	 * Reads the first picture.
	 * @return the pixels of its canvas
	 * @throws IOException if it cannot be read
	 */
	public BufferedImage picture() throws IOException {
		String url = String.valueOf(run("return document.querySelector('#figures canvas').toDataURL()"));
		return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(url.split(",", 2)[1])));
	}

	/**
	 * Counts the requests that the page has made.
	 * @return the number, of files and of the API
	 */
	public int requests() {
		return Integer.parseInt(String.valueOf(run("return performance.getEntriesByType('resource').length")));
	}

	/**
	 * Looks for faults that shut people out.
	 * @return the serious and critical violations of the rules of axe
	 * @throws IOException if axe cannot be read
	 */
	List<String> violations() throws IOException {
		try (InputStream axe = Objects.requireNonNull(getClass().getResourceAsStream("/axe.min.js"))) {
			driver().executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
		}
		Object found = driver().executeAsyncScript("""
				const done = arguments[arguments.length - 1];
				axe.run().then(({ violations }) => done(violations
					.filter(({ impact }) => ['serious', 'critical'].includes(impact))
					.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)));
				""");
		return ((List<?>) Objects.requireNonNull(found)).stream().map(String::valueOf).toList();
	}

	/**
	 * Leaves a screenshot for a person to look at.
	 * @param name of the file in the folder {@code target}
	 * @throws IOException if it cannot be written
	 */
	void photograph(String name) throws IOException {
		Files.write(Path.of("target", name + ".png"), driver().getScreenshotAs(OutputType.BYTES));
	}

	/**
	 * Drops a file.
	 * @param selector of the element that it is dropped on
	 * @param file to read
	 * @throws IOException if it cannot be read
	 */
	void drop(String selector, Path file) throws IOException {
		run("""
				const files = new DataTransfer();
				files.items.add(new File([Uint8Array.from(atob(arguments[0]), (c) => c.charCodeAt(0))], arguments[1]));
				document.querySelector(arguments[2]).dispatchEvent(
					new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
				""", Base64.getEncoder().encodeToString(Files.readAllBytes(file)), file.getFileName().toString(),
				selector);
	}

	/**
	 * Changes what the page is seen on.
	 * @param look {@code light}, {@code dark} or {@code phone}
	 */
	void look(String look) {
		switch (look) {
			case "dark" -> dark();
			case "phone" -> phone();
			default -> {
			}
		}
	}

	public void dark() {
		driver().executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
	}

	public void phone() {
		driver().executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", 390, "height", 844, "deviceScaleFactor", 2, "mobile", true));
	}

}
