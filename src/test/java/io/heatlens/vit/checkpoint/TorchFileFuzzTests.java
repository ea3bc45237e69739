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
class TorchFileFuzzTests {

	@TempDir
	private Path folder;

	@FuzzTest(maxDuration = "30m")
	void read(byte[] bytes) throws IOException {
		check(bytes);
	}

	@FuzzTest(maxDuration = "30m")
	void readPickle(byte[] pickle) throws IOException {
		check(new TorchWriter().entry("x/data.pkl", pickle)
			.entry("x/data/0", new byte[16])
			.entry("x/data/1", new byte[48])
			.bytes());
	}

	private void check(byte[] bytes) throws IOException {
		Path file = Files.write(this.folder.resolve("fuzz.pth"), bytes);
		Effort.assertSmall(() -> {
			try {
				for (TensorEntry entry : StateDict.of(TorchFile.read(file), false).tensors().values()) {
					assertThat(entry.shape()).allMatch((dimension) -> dimension >= 0);
					assertThat(entry.length()).isBetween(0L, (long) bytes.length);
					assertThat(entry.offset()).isBetween(0L, bytes.length - entry.length());
				}
			}
			catch (InvalidModelException ex) {
				assertThat(ex.getMessage()).startsWith("fuzz.pth ").doesNotContain("Exception", "\n");
			}
		});
	}

}
