package io.heatlens.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.heatlens.Await;
import io.heatlens.HeatlensApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command as processes of its own, as a Job runs it.
 */
@Timeout(180)
class ExplainProcessTests {

	private static final int IMAGES = 300;

	private static final Path SAMPLE = Path.of("src/main/resources/samples/sneaker-and-bag.png");

	@TempDir
	private Path temporary;

	private Process start(String log, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-cp",
						System.getProperty("java.class.path"), HeatlensApplication.class.getName(), "explain"));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.temporary.resolve(log).toFile())
			.start();
	}

	private Process shard(String log, int index) throws IOException {
		return start(log, "--input=" + this.temporary.resolve("in"), "--output=" + this.temporary.resolve("out"),
				"--shard=%d/2".formatted(index));
	}

	private static int end(Process process) throws InterruptedException {
		try {
			assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
			return process.exitValue();
		}
		finally {
			process.destroyForcibly();
		}
	}

	private List<String> lines(int index) throws IOException {
		Path manifest = this.temporary.resolve("out/manifest-%d-of-2.jsonl".formatted(index));
		return Files.exists(manifest) ? Files.readAllLines(manifest, StandardCharsets.ISO_8859_1) : List.of();
	}

	@Test
	@Tag("slow")
	void everyImageHasOneResultAfterAShardWasKilledAndRestarted() throws IOException, InterruptedException {
		List<String> names = IntStream.range(0, IMAGES).mapToObj((i) -> "%d/%d.png".formatted(i % 3, i)).toList();
		for (String name : names) {
			Path image = this.temporary.resolve("in").resolve(name);
			Files.createDirectories(image.getParent());
			Files.copy(SAMPLE, image);
		}
		Process survivor = shard("first", 0);
		Process victim = shard("second", 1);
		Await.until("the second shard has explained 30 images", () -> !victim.isAlive() || lines(1).size() >= 30);
		victim.destroyForcibly().waitFor();
		int before = lines(1).size();
		assertThat(before).isBetween(30, IMAGES / 2 - 10);
		Process restarted = shard("third", 1);
		assertThat(List.of(end(survivor), end(restarted))).containsExactly(0, 0);
		assertThat(Files.readString(this.temporary.resolve("third"))).containsPattern("of which [1-9]\\d* are done")
			.doesNotContain("API is open");
		List<JsonNode> manifest = Stream.concat(lines(0).stream(), lines(1).stream())
			.map(JsonMapper.shared()::readTree)
			.toList();
		assertThat(manifest.stream().map((line) -> line.path("image").asString()))
			.containsExactlyInAnyOrderElementsOf(names);
		assertThat(manifest).noneMatch((line) -> line.has("problem"));
		for (String name : names) {
			JsonNode result = JsonMapper.shared()
				.readTree(this.temporary.resolve("out").resolve(name + ".json").toFile());
			assertThat(result.at("/image/name").asString()).isEqualTo(name);
			assertThat(this.temporary.resolve("out").resolve(name + ".png")).isNotEmptyFile();
		}
	}

	@Test
	void wrongOptionIsReportedBeforeTheStart() throws IOException, InterruptedException {
		assertThat(end(start("wrong", "--inputs=a"))).isEqualTo(1);
		assertThat(Files.readAllLines(this.temporary.resolve("wrong"))).singleElement()
			.asString()
			.contains("\"--inputs\"", "--input");
		assertThat(end(start("help", "--help"))).isZero();
		assertThat(this.temporary.resolve("help")).content().contains("java -jar heatlens.jar explain");
	}

}
