package io.heatlens.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which files of a folder hold the weights.
 */
class WeightFilesTests {

	@TempDir
	private Path folder;

	private void create(String names) throws IOException {
		for (String name : Arrays.asList(names.split(" ", -1))) {
			Files.writeString(this.folder.resolve(name), "{\"weight_map\": {\"a\": \"%s\"}}"
				.formatted(name.startsWith("pytorch") ? "pytorch_model-1.bin" : "model-1.safetensors"));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					model.safetensors pytorch_model.bin optimizer.pt | model.safetensors
					model.safetensors.index.json model-1.safetensors pytorch_model.bin | model-1.safetensors
					pytorch_model.bin training_args.bin optimizer.pt scheduler.pt rng_state.pth rng_state_0.pth scaler.pt | pytorch_model.bin
					pytorch_model.bin.index.json pytorch_model-1.bin best.pth | pytorch_model-1.bin
					open_clip_model.safetensors open_clip_pytorch_model.bin | open_clip_model.safetensors
					pytorch_model.safetensors | pytorch_model.safetensors
					my-fine-tune.pth optimizer.bin | my-fine-tune.pth
					epoch=3-step=100.ckpt | epoch=3-step=100.ckpt
					model_best.pth.tar last.pth.tar checkpoint-9.pth.tar | model_best.pth.tar
					best.pt last.pt | best.pt
					""")
	void weightsAreChosen(String present, String chosen) throws IOException {
		create(present);
		assertThat(WeightFiles.of(this.folder).names()).containsExactly(chosen);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.pth b.pth", "a.safetensors b.safetensors c.pth", "best.pt best.pth",
			"epoch=3.ckpt last.ckpt" })
	void severalCandidatesAreListed(String present) throws IOException {
		create(present);
		assertThatExceptionOfType(SourceException.class).isThrownBy(() -> WeightFiles.of(this.folder))
			.withMessageStartingWith("there are 2 files of weights, and none is named model.safetensors")
			.withMessageEndingWith("keep one of: " + String.join(", ", present.replace(" c.pth", "").split(" ", -1)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "training_args.bin", "optimizer_1.bin", "rng_state_12.pth", "scaler.pt", "sampler_1.bin",
			"adapter_model.safetensors", "adapter_model.bin", "openvino_model.bin", ".hidden.pth", "model.onnx",
			"weights.pkl" })
	void otherFileIsNoWeights(String present) throws IOException {
		create(present);
		assertThatExceptionOfType(SourceException.class).isThrownBy(() -> WeightFiles.of(this.folder))
			.withMessageStartingWith("there is no model.safetensors; a model consists of config.json and");
		assertThat(ModelFiles.hasWeights(this.folder)).isFalse();
	}

	@Test
	void indexOfTorchNamesOnlyItsOwnKind() throws IOException {
		Files.writeString(this.folder.resolve("pytorch_model.bin.index.json"),
				"{\"weight_map\": {\"a\": \"model.safetensors\"}}");
		assertThatExceptionOfType(SourceException.class).isThrownBy(() -> WeightFiles.of(this.folder))
			.withMessage(
					"pytorch_model.bin.index.json names \"model.safetensors\", which is not the name of a bin file");
	}

	@Test
	void filesOfAModelIncludeLabelsAndBothProcessors() throws IOException {
		create("config.json labels.txt processor_config.json preprocessor_config.json pytorch_model.bin.index.json pytorch_model-1.bin other.txt");
		assertThat(ModelFiles.of(this.folder)).containsExactly("config.json", "preprocessor_config.json",
				"processor_config.json", "labels.txt", "pytorch_model.bin.index.json", "pytorch_model-1.bin");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					open_clip_config.json open_clip_model.safetensors open_clip_pytorch_model.bin | open_clip_model.safetensors
					open_clip_config.json open_clip_pytorch_model.bin tokenizer.model | open_clip_pytorch_model.bin
					open_clip_config.json epoch_9.pt | epoch_9.pt
					open_clip_config.json open_clip_pytorch_model.bin config.json model.safetensors | open_clip_pytorch_model.bin
					""")
	void openClipIsReadInItsOwnFormat(String present, String weights) throws IOException {
		create(present);
		assertThat(ModelFiles.isModel(this.folder)).isTrue();
		assertThat(ModelFiles.of(this.folder)).containsExactly("open_clip_config.json", weights);
	}

	@Test
	void configurationOfOpenClipWithoutItsWeightsIsPassedOver() throws IOException {
		create("open_clip_config.json config.json model.safetensors");
		assertThat(ModelFiles.of(this.folder)).containsExactly("config.json", "model.safetensors");
	}

}
