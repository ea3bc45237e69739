package io.heatlens.vit.checkpoint;

import java.nio.file.Path;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Checkpoints in the forms in which training scripts save them. The recipe beside the
 * files says how torch wrote them.
 */
class TorchCheckpointTests {

	private static final Path FOLDER = Path.of("src/test/resources/torch");

	@AutoClose
	private final NDManager manager = NDManager.newBaseManager();

	private Checkpoint open(String file) {
		return Checkpoint.open(this.manager, List.of(FOLDER.resolve(file)), false);
	}

	private float[] values(Checkpoint checkpoint, String name, long... shape) {
		try (NDArray array = checkpoint.take(name, shape)) {
			return array.toFloatArray();
		}
	}

	private void assertWhole(Checkpoint checkpoint, float factor) {
		assertThat(values(checkpoint, "cls_token", 1, 1, 4)).containsExactly(range(0, 4, factor));
		assertThat(values(checkpoint, "pos_embed", 1, 3, 4)).containsExactly(range(4, 12, factor));
		assertThat(values(checkpoint, "head.weight", 2, 4)).containsExactly(range(16, 8, factor));
		assertThat(values(checkpoint, "head.bias", 2)).containsExactly(range(24, 2, factor));
		checkpoint.finish((name) -> false);
	}

	private static float[] range(int from, int count, float factor) {
		float[] range = new float[count];
		for (int i = 0; i < count; i++) {
			range[i] = factor * (from + i) / 2;
		}
		return range;
	}

	@ParameterizedTest
	@ValueSource(strings = { "state-dict.pth", "state-dict-legacy.pth", "state-dict-protocol-5.pt", "parameters.pt" })
	void stateDictIsRead(String file) {
		Checkpoint checkpoint = open(file);
		assertWhole(checkpoint, 1);
		assertThat(checkpoint.origin()).isEqualTo(file);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					model_best.pth.tar | model_best.pth.tar ("state_dict")
					lightning.ckpt | lightning.ckpt ("state_dict"), names without "model.", passed over 2 others such as criterion.weight
					data-parallel.pth | data-parallel.pth, names without "module."
					compiled-and-parallel.pth | compiled-and-parallel.pth, names without "module._orig_mod."
					compiled.pth | compiled.pth ("model"), names without "_orig_mod."
					averaged.pth | averaged.pth, names without "module.", passed over 1 others such as n_averaged
					model-state-dict.pth | model-state-dict.pth ("model_state_dict")
					""")
	void weightsOfATrainingScriptAreFoundAndUnwrapped(String file, String origin) {
		Checkpoint checkpoint = open(file);
		assertWhole(checkpoint, 1);
		assertThat(checkpoint.origin()).isEqualTo(origin);
	}

	@ParameterizedTest
	@CsvSource({ "model_best.pth.tar,state_dict_ema", "only-averages.pth,model_ema" })
	void averagesAreTakenWhenAskedFor(String file, String key) {
		Checkpoint checkpoint = Checkpoint.open(this.manager, List.of(FOLDER.resolve(file)), true);
		assertWhole(checkpoint, 2);
		assertThat(checkpoint.origin()).isEqualTo("%s (\"%s\")".formatted(file, key));
	}

	@Test
	void averagesThatAreNotThereAreNamed() {
		assertThatExceptionOfType(InvalidModelException.class)
			.isThrownBy(() -> Checkpoint.open(this.manager, List.of(FOLDER.resolve("model-state-dict.pth")), true))
			.withMessageStartingWith("model-state-dict.pth has no averaged weights (under state_dict_ema")
			.withMessageEndingWith("but heatlens.models.ema asks for them; its keys are: model_state_dict, loss");
	}

	@ParameterizedTest
	@ValueSource(strings = { "views.pt", "views-legacy.pt" })
	void everyFloatingTypeAndViewIsRead(String file) {
		Checkpoint checkpoint = open(file);
		assertThat(values(checkpoint, "F64", 4)).containsExactly(0, 1f / 3, 2f / 3, 1);
		for (String type : List.of("F32", "F16", "BF16")) {
			assertThat(values(checkpoint, type, 4)).as(type).containsExactly(0, 0.25f, 0.5f, 0.75f);
		}
		float[] transposed = { 0, 6, 12, 18, 1, 7, 13, 19, 2, 8, 14, 20, 3, 9, 15, 21, 4, 10, 16, 22, 5, 11, 17, 23 };
		assertThat(values(checkpoint, "transposed", 6, 4)).containsExactly(transposed);
		assertThat(values(checkpoint, "transposed-half", 6, 4)).containsExactly(transposed);
		assertThat(values(checkpoint, "sliced", 2, 3)).containsExactly(8, 9, 10, 14, 15, 16);
		assertThat(values(checkpoint, "tied", 6, 4)).containsExactly(range(0, 24, 2));
		assertThat(values(checkpoint, "channels-last", 2, 3, 2, 2)).containsExactly(range(0, 24, 2));
		assertThat(values(checkpoint, "scalar")).containsExactly(2.5f);
		assertThat(values(checkpoint, "empty", 0, 3)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "I64", "I32", "I16", "I8", "U8", "BOOL", "C64", "U16", "F8_E4M3", "F8_E5M2" })
	void otherTypeIsRefusedByNameWhereAWeightIsExpected(String type) {
		Checkpoint checkpoint = open("views.pt");
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> checkpoint.take(type, 4))
			.withMessage("%s should have the type F64, F32, F16 or BF16, but has %s".formatted(type, type));
	}

	@Test
	void tensorsOfAPartAreTakenFromTheWhole() {
		Checkpoint checkpoint = open("backbone.pth");
		Checkpoint backbone = checkpoint.without("backbone.");
		assertThat(values(backbone, "cls_token", 1, 1, 4)).containsExactly(range(0, 4, 1));
		assertThat(backbone.has("fc.weight")).isFalse();
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> checkpoint.finish((name) -> false))
			.withMessage("the architecture does not use 3 of the tensors, such as backbone.pos_embed");
	}

	@Test
	void missingTensorNamesTheNearestOne() {
		Checkpoint checkpoint = open("state-dict.pth");
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> checkpoint.take("heads.weight", 2, 4))
			.withMessage("the tensor heads.weight is missing; the nearest name in the file is head.weight");
	}

	@Test
	void missingTensorBelowAPrefixNamesThePrefixes() {
		Checkpoint checkpoint = open("backbone.pth");
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> checkpoint.take("cls_token", 1, 1, 4))
			.withMessage(
					"the tensor cls_token is missing; the nearest name in the file is backbone.cls_token (of its 4 tensors, 2 begin with backbone., 2 begin with fc.)");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					system.pth | names the Python object posix.system, which is not part of plain weights
					system-legacy.pth | names the Python object posix.system, which is not part of plain weights
					module.pth | names the Python object torch.nn.modules.container.Sequential
					module-legacy.pth | names the Python object torch.nn.modules.container.Sequential
					script.pt | is a TorchScript program
					quantised.pt | holds quantised tensors (torch._utils._rebuild_qtensor)
					sparse.pt | holds sparse tensors
					meta.pt | holds tensors without values
					stretched.pt | has a tensor of 1 dimensions that does not fit into its storage
					list.pt | does not hold a dictionary of tensors
					plain.pt | is a pickle that torch.save did not write
					other-keys.pth | has no weights, neither by themselves nor under state_dict, model_state_dict, model, module, net, network; its keys are: student, teacher
					only-averages.pth | has only averaged weights; to take them, set heatlens.models.ema=true
					""")
	void otherFileIsRefusedByName(String file, String reason) {
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> open(file))
			.withMessageStartingWith(file + " " + reason)
			.withMessageNotContaining("\n");
		assertThat(Path.of("/tmp/heatlens-was-here")).doesNotExist();
	}

	@Test
	void adviceSaysHowToConvert() {
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> open("module.pth"))
			.withMessageEndingWith(
					"from safetensors.torch import save_file; save_file(model.state_dict(), \"model.safetensors\")");
	}

}
