package io.heatlens.web;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.heatlens.image.HostileFile;
import io.heatlens.vit.Memory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hostile uploads over HTTP: each is answered in time with the right problem, and
 * afterwards the heap is as before. {@link SoakTests} measures the whole memory, in a
 * process of its own.
 */
@HttpTest
@TestInstance(Lifecycle.PER_CLASS)
@Tag("slow")
class HostileUploadTests {

	/** On an idle machine each takes less than two. */
	private static final Duration LONGEST = Duration.ofSeconds(15);

	private static final Path IMAGE = Path.of("src/main/resources/samples/shirt.png");

	private final List<HostileFile> files = HostileFile.all();

	@LocalServerPort
	private int port;

	@Autowired
	private Client client;

	private long heap;

	@BeforeAll
	void measure() throws IOException {
		this.client.image("/v1/explanations", IMAGE);
		this.heap = Memory.heap();
	}

	List<HostileFile> files() {
		return this.files;
	}

	@ParameterizedTest
	@MethodSource("files")
	void fileIsAnsweredWithTheRightProblem(HostileFile file) throws IOException {
		long start = System.nanoTime();
		HttpResponse<byte[]> answer = this.client.bytes("/v1/predictions", file.bytes());
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
		switch (file.code()) {
			case "" -> this.client.json(answer);
			case "unsupported-image-format" -> this.client.assertProblem(answer, 415, file.code());
			default -> this.client.assertProblem(answer, 422, file.code());
		}
	}

	@Test
	void filesThatAreCutAtAnySixteenthAreUnreadable() throws IOException {
		for (HostileFile file : HostileFile.cut()) {
			HttpResponse<byte[]> answer = this.client.bytes("/v1/predictions", file.bytes());
			assertThat(answer.statusCode()).as(file.name()).isIn(400, 415, 422);
			assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		}
	}

	@Test
	void compressedBodyIsNotUnpacked() throws IOException {
		HostileFile bomb = this.files.stream()
			.filter((file) -> file.name().equals("gzip-bomb"))
			.findFirst()
			.orElseThrow();
		this.client.assertProblem(this.client.bytes("/v1/predictions", bomb.bytes(), "Content-Encoding", "gzip"), 415,
				"unsupported-image-format");
	}

	@ParameterizedTest
	@ValueSource(strings = { "../../etc/passwd", "a\0b.png", "C:\\\\x.png", "%2e%2e%2f", "\u00e9\u0000\u202e.png", "" })
	void fileNameIsNeverUsedAsAPath(String name) throws IOException {
		String head = "--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"" + name + "\"\r\n\r\n";
		try (Wire wire = new Wire(this.port)) {
			byte[] image = Files.readAllBytes(IMAGE);
			int length = head.getBytes(StandardCharsets.ISO_8859_1).length + image.length + 9;
			wire.send(
					"POST /v1/predictions HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n"
							+ "Content-Length: " + length + "\r\n\r\n" + head);
			wire.send(image);
			wire.send("\r\n--b--\r\n");
			assertThat(wire.answer().status()).isIn(200, 400);
		}
	}

	@AfterAll
	void heapIsAsBefore() throws IOException {
		this.client.json(this.client.image("/v1/explanations", IMAGE));
		// a decoded picture has more bytes, the buffers of clients and server have less
		assertThat(Memory.heap() - this.heap).as("heap").isLessThan(100L << 20);
	}

}
