package io.heatlens.vit.family;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.heatlens.vit.Models;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.Weights;
import io.heatlens.vit.input.Grid;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The bias of each pair of tokens against {@code relative_position_index} and
 * {@code RelPosMlp} of timm 1.0.29 in float64, on a grid that is not square.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RelativePositionsTests {

	private static final Grid WIDE = new Grid(2, 3);

	@AutoClose
	private final Models models = new Models();

	@TempDir
	private Path folder;

	private Weights weights;

	@BeforeEach
	void networkOfTwoHeads() {
		this.weights = new Weights().put("mlp.fc1.weight", new float[] { 0.5f, -1, -0.25f, 0.75f, 1, 0.125f }, 3, 2)
			.put("mlp.fc1.bias", new float[] { 0.1f, -0.2f, 0.3f }, 3)
			.put("mlp.fc2.weight", new float[] { 1, -0.5f, 0.25f, -0.75f, 0.5f, -1 }, 2, 3)
			.put("mlp.fc2.bias", new float[] { 0.05f, -0.15f }, 2);
	}

	@Test
	void tableWithClsHasTheRowsOfTimm() {
		this.weights.put("table", table(18), 18, 2);
		float[] bias = run((layers) -> new RelativePositions(WIDE, true).take(layers, "table"));
		assertThat(bias).containsExactly(rows(17, 15, 15, 15, 15, 15, 15, 16, 7, 6, 5, 2, 1, 0, 16, 8, 7, 6, 3, 2, 1,
				16, 9, 8, 7, 4, 3, 2, 16, 12, 11, 10, 7, 6, 5, 16, 13, 12, 11, 8, 7, 6, 16, 14, 13, 12, 9, 8, 7));
	}

	@Test
	void tableWithoutClsHasTheRowsOfTimm() {
		this.weights.put("table", table(15), 15, 2);
		float[] bias = run((layers) -> new RelativePositions(new Grid(3, 2), false).take(layers, "table"));
		assertThat(bias).containsExactly(rows(7, 6, 4, 3, 1, 0, 8, 7, 5, 4, 2, 1, 10, 9, 7, 6, 4, 3, 11, 10, 8, 7, 5, 4,
				13, 12, 10, 9, 7, 6, 14, 13, 11, 10, 8, 7));
	}

	@Test
	void resizedTableKeepsTheRowsOfCls() {
		this.weights.put("table", table(12), 12, 2);
		float[] bias = run((layers) -> new RelativePositions(WIDE, true).resized(layers, "table", new Grid(2, 2), 2));
		assertThat(new float[] { bias[0], bias[1], bias[7] }).containsExactly(11, 9, 10);
		// The value in the middle of the table is that of every patch with itself.
		assertThat(new float[] { bias[8], bias[16], bias[48], bias[49 + 8] }).containsExactly(4, 4, 4, 104);
	}

	@Test
	void networkGivesTheBiasOfTimm() {
		float[] bias = network(false);
		assertThat(firstRows(bias, 6)).containsExactly(
				new float[] { 0.225000f, 0.896486f, 1.289281f, 0.050000f, 0.496574f, 0.902039f, -0.013269f, 0.225000f,
						0.896486f, -0.196574f, 0.050000f, 0.496574f, -0.525000f, -0.958217f, -1.211633f, -0.150000f,
						-0.484930f, -0.789029f, -0.376713f, -0.525000f, -0.958217f, 0.096574f, -0.150000f, -0.484930f },
				within(2e-6f));
	}

	@Test
	void networkWithoutLastBiasIsThatOfSwinV2() {
		this.weights.remove("mlp.fc2.bias");
		float[] bias = network(false);
		assertThat(firstRows(bias, 6)).containsExactly(
				new float[] { 8.698219f, 11.456271f, 12.292472f, 7.871690f, 9.369017f, 10.433738f, 7.636034f, 8.698219f,
						11.456271f, 6.721762f, 7.871690f, 9.369017f, 6.517334f, 4.761659f, 4.192613f, 8.128310f,
						6.968803f, 6.149162f, 7.176899f, 6.517334f, 4.761659f, 9.278238f, 8.128310f, 6.968803f },
				within(5e-6f));
	}

	@Test
	void networkGivesClsNoBias() {
		float[] bias = network(true);
		assertThat(firstRows(bias, 7)).containsExactly(new float[] { 0, 0, 0, 0, 0, 0, 0, 0, 0.225000f, 0.896486f,
				1.289281f, 0.050000f, 0.496574f, 0.902039f, 0, 0, 0, 0, 0, 0, 0, 0, -0.525000f, -0.958217f, -1.211633f,
				-0.150000f, -0.484930f, -0.789029f }, within(2e-6f));
	}

	private float[] network(boolean cls) {
		return run((layers) -> LogPositionNetwork.take(layers, "mlp.fc1", "mlp.fc2")
			.bias(new RelativePositions(WIDE, cls), WIDE));
	}

	/** Row r of the table holds r and 100 + r. */
	private static float[] table(int rows) {
		float[] table = new float[2 * rows];
		IntStream.range(0, rows).forEach((row) -> {
			table[2 * row] = row;
			table[2 * row + 1] = 100 + row;
		});
		return table;
	}

	private static float[] rows(int... rows) {
		float[] bias = new float[2 * rows.length];
		IntStream.range(0, rows.length).forEach((i) -> {
			bias[i] = rows[i];
			bias[rows.length + i] = 100 + rows[i];
		});
		return bias;
	}

	/** The first two rows of each head. */
	private static float[] firstRows(float[] bias, int tokens) {
		float[] rows = new float[4 * tokens];
		System.arraycopy(bias, 0, rows, 0, 2 * tokens);
		System.arraycopy(bias, tokens * tokens, rows, 2 * tokens, 2 * tokens);
		return rows;
	}

	private float[] run(Function<LayerReader, NDArray> reader) {
		Path file = this.folder.resolve("model.safetensors");
		this.weights.write(file, "F32");
		return this.models.run(() -> {
			try (NDManager manager = NDManager.newBaseManager()) {
				Checkpoint checkpoint = Checkpoint.open(manager, List.of(file), false);
				return reader.apply(new LayerReader(checkpoint, 8, 1e-6f)).toFloatArray();
			}
		});
	}

}
