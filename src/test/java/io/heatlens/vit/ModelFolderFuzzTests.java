package io.heatlens.vit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.heatlens.Effort;
import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.vit.checkpoint.InvalidModelException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A folder with any configuration is served or refused with one line. The first character
 * of an input chooses the weights; {@code config.json} follows, and after a zero
 * {@code preprocessor_config.json}.
 */
class ModelFolderFuzzTests {

	private static final List<String> WEIGHTS = Golden.models();

	/** Sizes that are valid but slow. */
	private static final Pattern LARGE = Pattern.compile("(size|height|width|edge)\"[^}\"]*\\d{3}");

	@AutoClose
	private final Models models = new Models();

	@TempDir
	private Path store;

	@BeforeEach
	void copyWeights() throws IOException {
		for (String name : WEIGHTS) {
			Files.copy(Golden.MODELS.resolve(name).resolve("model.safetensors"),
					Files.createDirectory(this.store.resolve(name)).resolve("model.safetensors"));
		}
	}

	@FuzzTest(maxDuration = "30m")
	void load(byte[] input) throws IOException {
		String text = new String(input, StandardCharsets.ISO_8859_1);
		if (input.length == 0 || LARGE.matcher(text).find()) {
			return;
		}
		Path folder = this.store.resolve(WEIGHTS.get((input[0] & 0xff) % WEIGHTS.size()));
		String[] files = text.substring(1).split("\0", 2);
		Path preprocessor = folder.resolve("preprocessor_config.json");
		Files.writeString(folder.resolve("config.json"), files[0], StandardCharsets.ISO_8859_1);
		Files.deleteIfExists(preprocessor);
		if (files.length > 1) {
			Files.writeString(preprocessor, files[1], StandardCharsets.ISO_8859_1);
		}
		this.models.run(() -> {
			Effort.assertSmall(() -> load(folder));
			return folder;
		});
	}

	private void load(Path folder) {
		try {
			Model model = this.models.loadHere(folder);
			assertThat(model.sites()).isNotEmpty();
			model.loaded().weights().close();
		}
		catch (InvalidModelException ex) {
			assertThat(ex.getMessage()).startsWith("Model \"").doesNotContain("Exception", "java.", "\n");
		}
	}

}
