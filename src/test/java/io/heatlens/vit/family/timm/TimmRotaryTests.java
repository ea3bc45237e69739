package io.heatlens.vit.family.timm;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.Models;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.checkpoint.Weights;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.transformer.PatchEmbedding;
import io.heatlens.vit.transformer.Rotary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * The tables of rotary positions against {@code model.rope.get_embed()} of timm 1.0.29,
 * for models of an embedding dimension of 16, two heads, two blocks and two rows of three
 * patches. Learned frequencies are {@code torch.arange(32).reshape(2, 2, 2, 4) / 10}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TimmRotaryTests {

	private static final int PREFIX = 1;

	@AutoClose
	private final Models models = new Models();

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					eva02_tiny_patch14_224 | {} | -0.145500 0.996802 -0.323009 0.994317 | 0.989358 0.079915 -0.946396 0.106465
					vit_medium_patch16_rope_reg1_gap_256 | {} | -0.145500 0.996802 -0.323009 0.994317 | 0.989358 0.079915 -0.946396 0.106465
					vit_pe_core_tiny_patch16_384 | {} | 0.424179 0.971338 0.424179 0.971338 | -0.905578 0.237703 -0.905578 0.237703
					vit_pe_core_gigantic_patch14_448 | {} | -0.791330 0.977331 -0.957659 0.987227 | 0.611389 0.211719 -0.287903 0.159318
					vit_small_patch16_rope_224 | {} | -0.416147 0.980067 0.540302 0.995004 | 0.909297 0.198669 0.841471 0.099833
					vit_small_patch16_rope_mixed_224 | {} | 0.468516 0.708670 0.885520 0.983268 | -0.883455 -0.705540 -0.464602 -0.182163
					vit_small_patch16_dinov3 | {} | -1.000000 0.951057 -0.500000 0.913545 | 0.000000 0.309017 -0.866025 0.406737
					vit_small_patch16_dinov3 | {"rope_temperature": 50} | -1.000000 0.902917 -0.500000 0.829612 | 0.000000 0.429815 -0.866025 0.558341
					vit_small_patch16_rope_224 | {"ref_feat_shape": [4, 5], "rope_grid_offset": 0.5, "rope_grid_indexing": "ij"} | -0.989992 0.955337 -0.519036 0.914443 | 0.141120 0.295520 -0.854753 0.404715
					""")
	void lastPatchIsTurnedAsInTimm(String architecture, String arguments, String cosine, String sine) {
		this.models.run(() -> {
			try (NDManager manager = NDManager.newBaseManager()) {
				Rotary last = tables(manager, architecture, arguments).get(1);
				assertHalves(last.cosine(), floats(cosine));
				assertHalves(last.sine(), floats(sine));
				assertThat(last.cosine().get("0, 0, 0").toFloatArray()).containsOnly(1);
				assertThat(last.sine().get("0, 0, 0").toFloatArray()).containsOnly(0);
				return last;
			}
		});
	}

	/** Asserts that both channels of each pair of the last patch are turned alike. */
	private static void assertHalves(NDArray table, float[] expected) {
		NDArray row = table.get("0, -1, -1");
		assertThat(row.get(":4").toFloatArray()).containsExactly(expected, within(2e-6f));
		assertThat(row.get("4:").toFloatArray()).containsExactly(expected, within(2e-6f));
	}

	private List<Rotary> tables(NDManager manager, String architecture, String arguments) {
		float[] learned = new float[32];
		for (int i = 0; i < learned.length; i++) {
			learned[i] = i / 10f;
		}
		Path file = this.folder.resolve("model.safetensors");
		new Weights().put("rope.freqs", learned, 2, 2, 2, 4).write(file, "F32");
		LayerReader layers = new LayerReader(Checkpoint.open(manager, List.of(file), false), 16, 1e-6f);
		PatchEmbedding embedding = new PatchEmbedding(manager.zeros(new Shape(16, 3, 1, 1)), null,
				manager.zeros(new Shape(1, PREFIX, 16)), null, new Grid(2, 3));
		return Objects.requireNonNull(rotary(architecture, arguments)).tables(layers, embedding, 2, 2);
	}

	private static @Nullable TimmRotary rotary(String architecture, String arguments) {
		return TimmRotary.of(TimmConfig.of(JsonMapper.shared()
			.readTree("{\"architecture\": \"%s\", \"model_args\": %s}".formatted(architecture, arguments))));
	}

	private static float[] floats(String text) {
		float[] values = new float[4];
		List<Float> parsed = Stream.of(text.split(" ")).map(Float::valueOf).toList();
		for (int i = 0; i < values.length; i++) {
			values[i] = parsed.get(i);
		}
		return values;
	}

	@ParameterizedTest
	@CsvSource({ "eva_giant_patch14_224", "eva02_enormous_patch14_clip_224" })
	void someArchitecturesHaveNoRotaryPositions(String architecture) {
		assertThat(rotary(architecture, "{}")).isNull();
	}

	@Test
	void argumentTakesRotaryPositionsAway() {
		assertThat(rotary("eva02_tiny_patch14_224", "{\"use_rot_pos_emb\": false}")).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"rope_type": "mrope"} | rope_type should be cat, mixed or dinov3
			{"rope_rotate_half": true} | rope_rotate_half is true
			""")
	void otherKindIsRefused(String arguments, String reason) {
		assertThatExceptionOfType(InvalidModelException.class)
			.isThrownBy(() -> rotary("eva02_tiny_patch14_224", arguments))
			.withMessageContaining(reason);
	}

	@Test
	void headWithoutPairsForRowsAndColumnsIsRefused() {
		this.models.run(() -> {
			try (NDManager manager = NDManager.newBaseManager()) {
				PatchEmbedding embedding = new PatchEmbedding(manager.zeros(new Shape(16, 3, 1, 1)), null,
						manager.zeros(new Shape(1, 0, 16)), null, new Grid(2, 3));
				TimmRotary rotary = Objects.requireNonNull(rotary("eva02_tiny_patch14_224", "{}"));
				LayerReader layers = new LayerReader(Checkpoint.open(manager, List.of(), false), 16, 1e-6f);
				assertThatExceptionOfType(InvalidModelException.class)
					.isThrownBy(() -> rotary.tables(layers, embedding, 8, 1))
					.withMessageContaining("a multiple of 4");
				return rotary;
			}
		});
	}

}
