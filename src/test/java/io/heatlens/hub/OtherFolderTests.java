package io.heatlens.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said about a folder that holds something else than a model.
 */
class OtherFolderTests {

	@TempDir
	private Path folder;

	private void create(Path folder, String... names) throws IOException {
		for (String name : names) {
			Path file = folder.resolve(name);
			Files.createDirectories(file.getParent());
			Files.writeString(file, "{}");
		}
	}

	private static String describe(Path folder) {
		return new OtherFolder(folder).describe().orElse("");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					adapter_config.json adapter_model.safetensors | an adapter (LoRA | merge_and_unload()
					config.json adapter_model.bin README.md | an adapter (LoRA | merge_and_unload()
					model_index.json unet/config.json | a pipeline of diffusers | no classifier
					modules.json config_sentence_transformers.json model.safetensors | a model of sentence-transformers | no classes
					config.json tf_model.h5 | tf_model.h5 holds weights of TensorFlow or Keras | from_tf=True).save_pretrained(
					config.json flax_model.msgpack | flax_model.msgpack holds weights of Flax | from_flax=True).save_pretrained(
					my.keras | my.keras holds weights of TensorFlow or Keras | .save_pretrained(
					saved_model.pb variables/x | saved_model.pb holds a model of TensorFlow | safetensors
					config.json model.onnx | model.onnx holds a model in the format of ONNX | .save_pretrained(
					config.json model-q4.gguf | model-q4.gguf holds a model in the format of llama.cpp (GGUF) | safetensors
					config.json openvino_model.bin openvino_model.xml | openvino_model.bin holds a model of OpenVINO | safetensors
					ViT-B_16.npz | ViT-B_16.npz holds weights of JAX | model.load_pretrained(
					weights.pkl | weights.pkl holds a pickle | safetensors
					""")
	void kindIsNamedWithWhatToType(String files, String kind, String advice) throws IOException {
		create(this.folder, files.split(" "));
		assertThat(describe(this.folder)).contains(kind, advice).doesNotContain("\n");
	}

	@Test
	void cacheOfTheHubNamesTheSnapshotOfItsMainBranch() throws IOException {
		Path cache = this.folder.resolve("models--google--vit-base");
		create(cache, "blobs/abc", "refs/other", "snapshots/0ld/config.json", "snapshots/0ld/model.safetensors",
				"snapshots/f00/config.json", "snapshots/f00/model.safetensors");
		Files.writeString(cache.resolve("refs/main"), "f00\n");
		String expected = "it is a cache of the hub, with the model in its snapshots; set heatlens.models.store=%1$s, or heatlens.models.sources.vit-base=file:%1$s with a store elsewhere"
			.formatted(cache.resolve("snapshots/f00"));
		assertThat(describe(cache)).isEqualTo(expected);
		assertThat(describe(cache.resolve("blobs"))).isEqualTo(expected);
	}

	@Test
	void cacheOfTheHubWithoutAModelIsNamed() throws IOException {
		create(this.folder, "blobs/abc", "refs/main", "snapshots/f00/config.json");
		assertThat(describe(this.folder)).contains("no folder in its snapshots holds config.json and model.safetensors",
				"hf download");
	}

	@Test
	void modelsBelowTheFolderAreNamed() throws IOException {
		Path run = this.folder.resolve("run");
		create(run, "checkpoint-1/config.json", "checkpoint-1/model.safetensors", "checkpoint-2/config.json",
				"checkpoint-2/model.safetensors", "logs/events");
		assertThat(describe(run)).isEqualTo(
				"it is not a model, but has 2 models in it: checkpoint-1, checkpoint-2; set heatlens.models.store=%s, or move what is in it up"
					.formatted(run));
	}

	@Test
	void modelAboveTheFolderIsNamed() throws IOException {
		create(this.folder, "config.json", "model.safetensors", "onnx/notes.txt");
		assertThat(describe(this.folder.resolve("onnx")))
			.isEqualTo("it is a part of the model in the folder above it; set heatlens.models.store=" + this.folder);
	}

	@Test
	void folderOfNoKindIsListed() throws IOException {
		Path empty = Files.createDirectory(this.folder.resolve("empty"));
		assertThat(describe(empty)).isEmpty();
		assertThat(new OtherFolder(empty).files()).isEqualTo("the folder is empty");
		create(this.folder, "config.json", "a\nb", "c", "d", "e", "f", "g");
		assertThat(new OtherFolder(this.folder).files())
			.isEqualTo("the folder holds only a?b, c, config.json, d, e, empty/, ... (8 in all)");
	}

}
