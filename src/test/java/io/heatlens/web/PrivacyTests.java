package io.heatlens.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import io.heatlens.vit.checkpoint.Golden;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No content of an upload is logged, even at the level DEBUG, or written to disk.
 */
@ExtendWith(OutputCaptureExtension.class)
@HttpTest
@Tag("slow")
class PrivacyTests {

	private static final String SECRET = "SECRET-CONTENT-";

	@TempDir
	private static Path folder;

	@LocalServerPort
	private int port;

	@Autowired
	private Client client;

	@DynamicPropertySource
	static void tomcat(DynamicPropertyRegistry registry) {
		registry.add("server.tomcat.basedir", () -> folder.toString());
	}

	@Test
	void nothingOfAnUploadIsLogged(CapturedOutput output) throws IOException {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.DEBUG);
		try {
			upload();
		}
		finally {
			logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
		}
		assertThat(output.getAll()).contains("DispatcherServlet")
			.doesNotContain(SECRET, "secret-name", base64().substring(0, 40));
	}

	@Test
	void nothingOfAnUploadIsWrittenToDisk() throws IOException {
		try (WatchService changes = folder.getFileSystem().newWatchService(); Stream<Path> found = Files.walk(folder)) {
			List<WatchKey> keys = found.filter(Files::isDirectory).map((path) -> watch(path, changes)).toList();
			upload();
			assertThat(keys).isNotEmpty().allMatch((key) -> key.pollEvents().isEmpty());
		}
	}

	private static WatchKey watch(Path path, WatchService changes) {
		try {
			return path.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void upload() throws IOException {
		Path image = Files.copy(Golden.MODELS.resolve("hf-vit/image-0.png"),
				Files.createTempDirectory("upload").resolve("secret-name.png"));
		Path text = Files.writeString(image.resolveSibling("secret-name.txt"), SECRET.repeat(20));
		assertThat(this.client.multipart("/v1/explanations", List.of(image, text)).statusCode()).isEqualTo(200);
		assertThat(this.client.multipart("/v1/predictions", List.of(text)).statusCode()).isEqualTo(415);
		assertThat(this.client.image("/v1/predictions", text).statusCode()).isEqualTo(415);
		assertThat(this.client.image("/v1/predictions", image).statusCode()).isEqualTo(200);
		for (int size : new int[] { 100_000, 1_000_000, 9_000_000, 12_000_000 }) {
			Path large = Files.writeString(image.resolveSibling("secret-name-" + size),
					SECRET.repeat(size / SECRET.length()));
			assertThat(this.client.multipart("/v1/explanations", List.of(large)).statusCode()).isIn(413, 415);
		}
		try (Wire wire = new Wire(this.port)) {
			String body = "{\"instances\": [{\"image\": {\"b64\": \"" + base64() + "\"}}]}";
			wire.send("POST /v1/models/fashion-scenes:predict HTTP/1.1\r\nHost: localhost\r\n"
					+ "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
			wire.answer().assertProblem(415, "unsupported-image-format");
		}
	}

	private static String base64() {
		return Base64.getEncoder().encodeToString(SECRET.repeat(10).getBytes(StandardCharsets.US_ASCII));
	}

}
