package io.heatlens.vit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.engine.Precision;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.layer.BackwardRule;
import io.heatlens.vit.transformer.ForwardHook;
import io.heatlens.vit.transformer.Site;
import io.heatlens.vit.transformer.VisionTransformer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Swin Transformers of two stages: fused blocks against single ones, and what is refused.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SwinTests {

	private static final Path STORE = Path.of("src/test/resources/stages");

	@AutoClose
	private final Models models = new Models();

	@TempDir
	private Path temporary;

	@ParameterizedTest
	@ValueSource(strings = { "timm-swin", "hf-swinv2" })
	void fusedBlocksGiveTheLogitsOfSingleBlocksFromEveryBlockOn(String name) {
		Model model = this.models.load(STORE.resolve(name));
		VisionTransformer fused = model.loaded().transformer(BackwardRule.PLAIN);
		VisionTransformer single = fused.with(null);
		assertThat(fused.fusedBlocks()).isNotNull();
		this.models.run(() -> {
			try (NDManager manager = model.loaded().weights().newSubManager()) {
				NDArray pixels = manager.create(SelfCheck.gaussian(3 * 3 * 32 * 32), new Shape(3, 3, 32, 32));
				NDArray expected = single.forward(pixels, ForwardHook.NONE);
				for (int block = 0; block < model.depth(); block++) {
					Recorder recorder = new Recorder(Set.of(new Site(block, Site.Part.INPUT)), Set.of(), manager);
					fused.forward(pixels, recorder);
					NDArray input = recorder.value(new Site(block, Site.Part.INPUT));
					NDArray logits = fused.resume(input, block, ForwardHook.NONE);
					assertThat(logits.sub(expected).abs().max().getFloat()).as("block %d", block).isLessThan(1e-4f);
				}
				return name;
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "timm-swin", "hf-swinv2" })
	@Tag("slow")
	void bfloat16BlocksHaveNearlyTheSameMaps(String name) {
		Assumptions.assumeTrue(PrecisionChoice.supported(), "skipped: this CPU has no bfloat16 instructions");
		Model model = this.models.load(STORE.resolve(name));
		try (Models brain = new Models(Precision.BFLOAT16)) {
			VisionTransformer faster = brain.load(STORE.resolve(name)).loaded().transformer(BackwardRule.PLAIN);
			double correlation = brain.run(() -> new MapComparison(model.loaded().transformer(BackwardRule.PLAIN),
					faster, model.input(), model.defaultSite())
				.correlation(model.loaded().weights()));
			assertThat(correlation).isBetween(0.99, 0.9999999);
		}
	}

	@Test
	void layersHaveTheGridAndTheChannelsOfTheirStage() {
		Model model = this.models.load(STORE.resolve("timm-swin"));
		assertThat(List.of(0, 1, 2, 3).stream().map((block) -> model.grid(new Site(block, Site.Part.OUTPUT))))
			.containsExactly(new Grid(8, 8), new Grid(8, 8), new Grid(4, 4), new Grid(4, 4));
		assertThat(List.of(0, 1, 2, 3).stream().map((block) -> model.dimension(new Site(block, Site.Part.NORM1))))
			.containsExactly(8, 8, 16, 16);
		assertThat(model.attendsGlobally()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"pretrained_cfg": {"input_size": [3, 40, 40]}} | the grid of 10 x 10 patches of stage 0 cannot be divided
					{"pretrained_cfg": {"input_size": [3, 38, 32]}} | an input of 38 x 32 cannot be divided into patches of 4 x 4
					{"pretrained_cfg": {"input_size": [3, 12, 12]}} | no window on the grid of 3 x 3 patches of stage 0 has the 49
					{"model_args": {"always_partition": true}} | model_args.always_partition is true
					{"model_args": {"depths": [2, 6]}} | depths should be [2, 2], as the tensors have it, but is [2,6]
					{"global_pool": "max"} | global_pool should be avg, but is "max"
					{"architecture": "swinv2_tiny"} | set model_args.window_size
					""")
	void otherTimmSettingIsNamed(String changes, String reason) throws IOException {
		assertRefused("timm-swin", changes, reason);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"image_size": 20, "window_size": 5} | the grid of 5 x 5 patches before stage 1 cannot be halved
			{"image_size": 36} | the grid of 9 x 9 patches of stage 0 cannot be divided into windows of 4 x 4
			{"use_absolute_embeddings": true} | use_absolute_embeddings is true
			{"depths": [2, 1]} | depths should be [2, 2]
			{"hidden_act": "mish"} | the activation should be
			""")
	void otherHuggingFaceSettingIsNamed(String changes, String reason) throws IOException {
		assertRefused("hf-swinv2", changes, reason);
	}

	private void assertRefused(String name, String changes, String reason) throws IOException {
		Path folder = Files.createTempDirectory(this.temporary, name);
		ObjectNode config = (ObjectNode) JsonMapper.shared()
			.readTree(STORE.resolve(name).resolve("config.json").toFile());
		JsonMapper.shared().readTree(changes).properties().forEach((change) -> {
			if (change.getValue().isObject() && config.has(change.getKey())) {
				((ObjectNode) config.get(change.getKey())).setAll((ObjectNode) change.getValue());
			}
			else {
				config.set(change.getKey(), change.getValue());
			}
		});
		Files.writeString(folder.resolve("config.json"), config.toString());
		Files.copy(STORE.resolve(name).resolve("model.safetensors"), folder.resolve("model.safetensors"));
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> this.models.load(folder))
			.withMessageContaining(reason);
	}

}
