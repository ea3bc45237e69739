package io.heatlens.web.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import io.heatlens.web.Client;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page with pictures of the user.
 */
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplorerPictureTests {

	private static final Path FILES = Path.of("src/test/resources/golden/images/decode");

	@Autowired
	private Client client;

	private final Explorer page;

	ExplorerPictureTests(Explorer page) {
		this.page = page;
	}

	@BeforeEach
	void open() {
		this.page.show("", "grad-cam 7");
		this.page.complaints();
	}

	@ParameterizedTest
	@ValueSource(strings = { "exif-3.jpg", "exif-6.jpg", "exif-7.jpg", "lzw.tif", "rgba.png" })
	void pictureIsUprightUnderItsMapAsTheServiceDrawsIt(String file) throws IOException {
		this.page.upload(FILES.resolve(file));
		this.page.await("[data-image=upload][aria-pressed=true]");
		this.page.awaitMaps("grad-cam 5");
		BufferedImage shown = this.page.picture();
		BufferedImage drawn = drawn(FILES.resolve(file));
		assertThat((double) shown.getWidth() / shown.getHeight())
			.isEqualTo((double) drawn.getWidth() / drawn.getHeight());
		assertThat(difference(shown, drawn)).as("mean difference of 9 x 6 tiles, of 255").isLessThan(1.5);
		if (file.endsWith(".tif") || file.equals("rgba.png")) {
			assertThat(this.page.text("#warnings")).contains("drawn by the service");
		}
		assertThat(this.page.complaints()).isEmpty();
	}

	@Test
	void damagedFileIsExplainedAndTheNextOneWorks(@TempDir Path folder) throws IOException {
		byte[] whole = Files.readAllBytes(FILES.resolve("baseline.jpg"));
		Path damaged = Files.write(folder.resolve("damaged.jpg"), Arrays.copyOf(whole, 400));
		this.page.upload(damaged);
		this.page.awaitText("#problem", "expected a whole JPEG file");
		this.page.awaitText("#problem", "Choose another one");
		assertThat(this.page.await("#explorer").isDisplayed()).isFalse();
		this.page.upload(FILES.resolve("baseline.jpg"));
		this.page.awaitMaps("grad-cam 5");
		assertThat(this.page.text("#problem")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "new ClipboardEvent('paste', { clipboardData: files, bubbles: true })",
			"new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true })" })
	void pictureMayBePastedOrDropped(String event) throws IOException {
		String content = Base64.getEncoder().encodeToString(Files.readAllBytes(FILES.resolve("baseline.jpg")));
		this.page.run("""
				const files = new DataTransfer();
				files.items.add(new File([Uint8Array.from(atob(arguments[0]), (c) => c.charCodeAt(0))], 'photo.jpg'));
				document.body.dispatchEvent(%s);
				""".formatted(event), content);
		this.page.awaitMaps("grad-cam 5");
		assertThat(this.page.await("[data-image=upload]").getDomAttribute("title")).isEqualTo("photo.jpg");
	}

	@Test
	void linkToAnUploadRequestsThePicture() {
		this.page.start("#image=upload&method=hires-cam");
		this.page.awaitText("#notice", "Open the picture");
		this.page.upload(FILES.resolve("baseline.jpg"));
		this.page.awaitMaps("hires-cam 5");
	}

	private BufferedImage drawn(Path file) throws IOException {
		byte[] png = this.client.image("/v1/explanations?target=5&colormap=cividis&opacity=0.6", file, "image/png")
			.body();
		return ImageIO.read(new ByteArrayInputStream(png));
	}

	// Tiles of 8 x 8 pixels of the original: the page's picture is larger
	private static double difference(BufferedImage one, BufferedImage other) {
		return IntStream.range(0, 9 * 6 * 3)
			.mapToDouble((i) -> Math
				.abs(mean(one, i / 3 % 9, i / 27, 8 * (i % 3)) - mean(other, i / 3 % 9, i / 27, 8 * (i % 3))))
			.average()
			.orElseThrow();
	}

	private static double mean(BufferedImage image, int column, int row, int shift) {
		int width = image.getWidth() / 9;
		int height = image.getHeight() / 6;
		return Arrays.stream(image.getRGB(column * width, row * height, width, height, null, 0, width))
			.map((rgb) -> rgb >> shift & 0xff)
			.average()
			.orElseThrow();
	}

}
