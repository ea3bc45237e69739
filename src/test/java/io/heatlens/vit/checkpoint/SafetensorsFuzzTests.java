package io.heatlens.vit.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.heatlens.Effort;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tensors of any file lie within the file, or the file is refused.
 */
class SafetensorsFuzzTests {

	@TempDir
	private Path folder;

	@FuzzTest(maxDuration = "30m")
	void read(byte[] bytes) throws IOException {
		Path file = Files.write(this.folder.resolve("fuzz.safetensors"), bytes);
		Effort.assertSmall(() -> {
			try {
				for (TensorEntry entry : Safetensors.read(file).values()) {
					assertThat(entry.shape()).allMatch((dimension) -> dimension >= 0);
					assertThat(entry.length()).isBetween(0L, (long) bytes.length);
					assertThat(entry.offset()).isBetween(8L, bytes.length - entry.length());
				}
			}
			catch (InvalidModelException ex) {
				assertThat(ex.getMessage()).startsWith("fuzz.safetensors ").doesNotContain("Exception", "\n");
			}
		});
	}

}
