package io.heatlens.web.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import org.openqa.selenium.By;
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

	public void dark() {
		driver().executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
	}

	public void phone() {
		driver().executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", 390, "height", 844, "deviceScaleFactor", 2, "mobile", true));
	}

}
