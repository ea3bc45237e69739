package io.heatlens.vit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.heatlens.Closeness;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.vit.checkpoint.InvalidModelException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A folder with the weights in torch's format is the same model.
 */
class TorchCheckpointLogitsTests {

	private static final Path TORCH = Path.of("src/test/resources/torch");

	@AutoClose
	private final Models models = new Models();

	@TempDir
	private Path folder;

	private void copy(Path file, String name) throws IOException {
		Files.copy(file, this.folder.resolve(name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "pytorch_model.bin", "my-fine-tune.pth", "last.ckpt" })
	void logitsAreThoseOfSafetensors(String name) throws IOException {
		Path golden = Golden.MODELS.resolve("hf-vit");
		copy(golden.resolve("config.json"), "config.json");
		copy(golden.resolve("preprocessor_config.json"), "preprocessor_config.json");
		copy(TORCH.resolve("pytorch_model.bin"), name);
		copy(TORCH.resolve("system.pth"), "training_args.bin");
		DecodedImage image = Golden.image("hf-vit", 0);
		float[] logits = this.models.logits(this.models.load(this.folder), image);
		Closeness.assertClose(logits, this.models.logits(this.models.load(golden), image));
	}

	@Test
	void missingTensorSaysHowTheNamesInTheFileBegin() throws IOException {
		copy(Golden.MODELS.resolve("timm-vit/config.json"), "config.json");
		copy(TORCH.resolve("backbone.pth"), "backbone.pth");
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> this.models.load(this.folder))
			.withMessageContaining(
					"is missing; no name in the file is near (of its 4 tensors, 2 begin with backbone., 2 begin with fc.)")
			.withMessageNotContaining("\n");
	}

	@Test
	void folderWithoutAConfigurationSaysWhatToWrite() throws IOException {
		copy(TORCH.resolve("model_best.pth.tar"), "model_best.pth.tar");
		copy(TORCH.resolve("state-dict.pth"), "last.pth.tar");
		assertThat(MissingConfig.describe(this.folder))
			.startsWith("the folder has weights, but no config.json; for a model of timm, write {\"architecture\": "
					+ "\"vit_tiny_patch16_224\", \"num_classes\": 2, \"pretrained_cfg\": {...}}")
			.contains("timm.models.save_for_hf(model, \"FOLDER\")");
		assertThat(new ModelFolders(this.folder).isOneModel()).isTrue();
	}

	@Test
	void weightsOfOpenClipNeedTheirConfiguration() throws IOException {
		copy(TORCH.resolve("state-dict.pth"), "open_clip_pytorch_model.bin");
		assertThat(MissingConfig.describe(this.folder))
			.startsWith("the folder has weights of open_clip, but no open_clip_config.json; download it as well");
	}

	@Test
	void folderWithoutAConfigurationOrReadableWeightsSaysBoth() throws IOException {
		copy(TORCH.resolve("module.pth"), "module.pth");
		assertThat(MissingConfig.describe(this.folder)).startsWith(
				"there is no config.json, and module.pth names the Python object torch.nn.modules.container.Sequential");
	}

	@Test
	void storeOfModelsMayHoldOtherFiles() throws IOException {
		copy(TORCH.resolve("state-dict.pth"), "notes.pth");
		Path model = Files.createDirectory(this.folder.resolve("model"));
		Files.writeString(model.resolve("config.json"), "{}");
		Files.createFile(model.resolve("pytorch_model.bin"));
		assertThat(new ModelFolders(this.folder).isOneModel()).isFalse();
	}

}
