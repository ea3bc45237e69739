package io.heatlens.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;

import io.heatlens.Closeness;
import io.heatlens.vit.checkpoint.Golden;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Faults around a process: files that disappear, full disks, and kill -9.
 */
@Tag("slow")
class FaultTests {

	private static final Path IMAGE = Golden.MODELS.resolve("hf-vit/image-0.png");

	private static final String EXPLAIN = "/v1/explanations?model=hf-vit&target=1";

	@TempDir
	private Path folder;

	private Path temporary = Path.of("");

	private Path store = Path.of("");

	@BeforeEach
	void copy() throws IOException {
		this.temporary = Files.createDirectory(this.folder.resolve("tmp"));
		this.store = this.folder.resolve("store");
		FileSystemUtils.copyRecursively(Golden.MODELS.resolve("hf-vit"), this.store.resolve("hf-vit"));
	}

	@Test
	void changesToTheFilesOfARunningModelHaveNoEffect() throws IOException {
		try (Service service = new Service(this.temporary, "--heatlens.models.store=" + this.store)) {
			Client client = service.ready();
			JsonNode before = client.json(client.image(EXPLAIN, IMAGE));
			// a file that is still mapped would end the process here
			Files.newByteChannel(this.store.resolve("hf-vit/model.safetensors"), StandardOpenOption.WRITE)
				.truncate(100)
				.close();
			Closeness.assertClose(client.json(client.image(EXPLAIN, IMAGE)), before);
			FileSystemUtils.deleteRecursively(this.store.resolve("hf-vit"));
			Closeness.assertClose(client.json(client.image(EXPLAIN, IMAGE)), before);
			FileSystemUtils.copyRecursively(Golden.MODELS.resolve("hf-deit"), this.store.resolve("hf-vit"));
			Closeness.assertClose(client.json(client.image(EXPLAIN, IMAGE)), before);
			assertThat(client.get("/readyz").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void modelThatCannotBeReadEndsTheStartWithOneLine() throws Exception {
		// can be opened, even by root, and then fails
		Path weights = this.store.resolve("hf-vit/model.safetensors");
		Files.delete(weights);
		Files.createSymbolicLink(weights, Path.of("/proc/self/mem"));
		try (Service service = new Service(this.temporary, "--heatlens.models.store=" + this.store)) {
			assertThat(service.end()).contains("Model \"hf-vit\" cannot be served: ").doesNotContain("\tat ");
			assertThat(service.process().exitValue()).isEqualTo(1);
		}
	}

	@Test
	void removedTemporaryFolderHasNoEffectOnARunningService() throws IOException {
		try (Service service = new Service(this.temporary, "--heatlens.models.store=" + this.store)) {
			Client client = service.ready();
			FileSystemUtils.deleteRecursively(this.temporary);
			client.json(client.image(EXPLAIN, IMAGE));
			client.json(client.multipart(EXPLAIN, List.of(IMAGE, IMAGE)));
			assertThat(client.image(EXPLAIN, IMAGE, "image/png").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void unwritableTemporaryFolderEndsTheStartWithOneLine() throws Exception {
		Files.delete(this.temporary);
		try (Service service = new Service(this.temporary)) {
			assertThat(service.end()).contains("temporary folder").doesNotContain("\tat ");
			assertThat(service.process().exitValue()).isEqualTo(1);
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void fullDiskEndsTheStartWithOneLine() throws Exception {
		List<String> limited = List.of("bash", "-c", "ulimit -f 200 && exec \"$@\"", "bash");
		try (Service service = new Service(limited, this.temporary)) {
			assertThat(service.end()).contains("The embedded model cannot be unpacked to the temporary folder.")
				.doesNotContain("\tat ");
			assertThat(service.process().exitValue()).isEqualTo(1);
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void temporaryFolderWithoutExecutionIsEnough() throws Exception {
		// JNA behaves like this in a folder that is mounted without execution
		List<String> none = List.of("env", "JAVA_TOOL_OPTIONS=-Djna.nounpack=true -Djna.nosys=true");
		try (Service service = new Service(none, this.temporary, "--heatlens.models.store=" + this.store)) {
			Client client = service.ready();
			client.json(client.image(EXPLAIN, IMAGE));
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void libtorchThatCannotBeLoadedEndsTheStart() throws Exception {
		Path file = Files.createFile(this.folder.resolve("file"));
		List<String> nowhere = List.of("env", "ENGINE_CACHE_DIR=" + file, "DJL_CACHE_DIR=" + file);
		try (Service service = new Service(nowhere, this.temporary)) {
			assertThat(service.end()).contains("libtorch cannot be loaded", "ENGINE_CACHE_DIR").doesNotContain("\tat ");
			assertThat(service.process().exitValue()).isEqualTo(1);
		}
	}

	@Test
	void startAfterKilledStartsSucceeds() throws Exception {
		for (String moment : List.of("Starting HeatlensApplication", "is ready after", "is warm after")) {
			try (Service killed = new Service(this.temporary, "--heatlens.models.store=" + this.store)) {
				killed.await(Pattern.compile(moment));
				killed.process().destroyForcibly().waitFor();
			}
		}
		try (Service service = new Service(this.temporary, "--heatlens.models.store=" + this.store)) {
			Client client = service.ready();
			client.json(client.image(EXPLAIN, IMAGE));
			service.process().destroyForcibly().waitFor();
		}
	}

}
