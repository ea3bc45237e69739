package io.heatlens.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.heatlens.Await;
import io.heatlens.HeatlensApplication;
import io.heatlens.vit.checkpoint.Golden;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command as a process of its own, as an init container runs it.
 */
@Timeout(120)
@Tag("slow")
class FetchCommandTests {

	@AutoClose
	private final HubServer server = new HubServer().with(Golden.MODELS.resolve("hf-vit"));

	@TempDir
	private Path temporary;

	private Path log(int process) {
		return this.temporary.resolve("log-" + process);
	}

	private Process start(int number, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), HeatlensApplication.class.getName(), "fetch"));
		command.addAll(List.of(arguments));
		ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(log(number).toFile());
		process.environment().put("HF_ENDPOINT", this.server.endpoint());
		process.environment().put("HEATLENS_MODELS_STORE", this.temporary.resolve("store").toString());
		return process.start();
	}

	private static int end(Process process) throws InterruptedException {
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			return process.exitValue();
		}
		finally {
			process.destroyForcibly();
		}
	}

	@Test
	void twoProcessesFetchAModelOnce() throws IOException, InterruptedException {
		CountDownLatch end = new CountDownLatch(1);
		this.server.fail("model.safetensors", Fault.stallAfter(100_000, end));
		Process first = start(1, "--heatlens.models.sources.vit=hf://acme/vit");
		Process second = start(2, "--heatlens.models.sources.vit=hf://acme/vit");
		Await.until("one process waits for the other",
				() -> !first.isAlive() || !second.isAlive() || isWaiting(1) || isWaiting(2));
		end.countDown();
		assertThat(List.of(end(first), end(second))).containsExactly(0, 0);
		assertThat(this.server.downloads("model.safetensors")).hasSize(1);
		assertThat(this.temporary.resolve("store/vit/model.safetensors"))
			.hasBinaryContent(Files.readAllBytes(Golden.MODELS.resolve("hf-vit/model.safetensors")));
	}

	private boolean isWaiting(int process) throws IOException {
		return Files.readString(log(process)).contains("waiting for it");
	}

	@Test
	void failureIsReportedInOneLineAndByTheExitStatus() throws IOException, InterruptedException {
		assertThat(end(start(1, "--heatlens.models.sources.vit=hf://acme/none"))).isEqualTo(1);
		assertThat(Files.readString(log(1), StandardCharsets.UTF_8))
			.contains("Model \"vit\" cannot be fetched from hf://acme/none@main: %s has no such repository"
				.formatted(this.server.endpoint()))
			.doesNotContain("\tat ");
		assertThat(end(start(2))).isEqualTo(1);
		assertThat(Files.readString(log(2), StandardCharsets.UTF_8)).contains("There is nothing to fetch.");
	}

}
