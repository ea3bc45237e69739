package io.heatlens.vit.family;

import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.Models;
import io.heatlens.vit.input.Grid;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Resized positions against {@code torch.nn.functional.interpolate} of PyTorch 2.13,
 * modes bilinear and bicubic, in float64.
 */
@TestInstance(Lifecycle.PER_CLASS)
class PositionInterpolationTests {

	/** (1, 4, 9, ..., 81) / 7 on 3 x 3. */
	private static final float[] SQUARES = squares();

	@AutoClose
	private final Models models = new Models();

	private static float[] squares() {
		float[] values = new float[9];
		IntStream.range(0, 9).forEach((i) -> values[i] = (i + 1) * (i + 1) / 7f);
		return values;
	}

	@Test
	void plainShrinksAsTorch() {
		assertThat(resize(PositionInterpolation.PLAIN, SQUARES, new Grid(3, 3), new Grid(2, 2)))
			.containsExactly(new float[] { 0.566001f, 1.755428f, 6.375963f, 9.807072f }, within(1e-5f));
	}

	@Test
	void plainGrowsAsTorch() {
		assertThat(resize(PositionInterpolation.PLAIN, SQUARES, new Grid(3, 3), new Grid(5, 4)))
			.containsExactly(new float[] { -0.087713f, 0.089210f, 0.549215f, 0.960792f, 0.584654f, 0.974015f, 1.766125f,
					2.390140f, 2.193429f, 2.935477f, 4.278948f, 5.255650f, 5.190776f, 6.285511f, 8.180343f, 9.509732f,
					7.292857f, 8.600030f, 10.826967f, 12.368794f }, within(1e-5f));
	}

	@Test
	void antialiasedShrinksAsTorch() {
		assertThat(resize(PositionInterpolation.ANTIALIASED, SQUARES, new Grid(3, 3), new Grid(2, 2)))
			.containsExactly(new float[] { 0.907071f, 2.062431f, 6.006481f, 8.795170f }, within(1e-5f));
	}

	@Test
	void antialiasedGrowsAsTorch() {
		assertThat(resize(PositionInterpolation.ANTIALIASED, SQUARES, new Grid(3, 3), new Grid(5, 4)))
			.containsExactly(new float[] { -0.037877f, 0.163621f, 0.613002f, 1.028543f, 0.647281f, 1.047837f, 1.787160f,
					2.401760f, 2.218550f, 2.981291f, 4.248163f, 5.224947f, 5.344191f, 6.469116f, 8.263536f, 9.602505f,
					7.240475f, 8.564459f, 10.648822f, 12.186849f }, within(1e-5f));
	}

	@Test
	void bilinearShrinksAsTorch() {
		assertThat(resize(PositionInterpolation.BILINEAR, SQUARES, new Grid(3, 3), new Grid(2, 2)))
			.containsExactly(new float[] { 0.839286f, 2.017857f, 6.303571f, 9.410714f }, within(1e-5f));
	}

	@Test
	void bilinearGrowsAsTorch() {
		assertThat(resize(PositionInterpolation.BILINEAR, SQUARES, new Grid(3, 3), new Grid(5, 4)))
			.containsExactly(new float[] { 0.142857f, 0.410714f, 0.839286f, 1.285714f, 1.000000f, 1.482143f, 2.167857f,
					2.828571f, 2.285714f, 3.089286f, 4.160714f, 5.142857f, 5.114286f, 6.239286f, 7.696429f, 9.000000f,
					7.000000f, 8.339286f, 10.053571f, 11.571429f }, within(1e-5f));
	}

	@Test
	void bilinearShrinksManyRowsAsTorch() {
		assertThat(resize(PositionInterpolation.BILINEAR, sawtooth(), new Grid(7, 7), new Grid(3, 4)))
			.containsExactly(new float[] { 9.250000f, 8.833333f, 13.208333f, 13.750000f, 14.625000f, 1.750000f,
					6.125000f, 13.375000f, 11.375000f, 12.875000f, 10.541667f, 13.958333f }, within(1e-5f));
	}

	@Test
	void plainShrinksManyRowsAsTorch() {
		assertThat(resize(PositionInterpolation.PLAIN, sawtooth(), new Grid(7, 7), new Grid(3, 4)))
			.containsExactly(new float[] { 10.171984f, 7.361880f, 13.366111f, 14.440918f, 15.350098f, 0.909180f,
					5.079102f, 14.166016f, 12.107232f, 13.126302f, 11.349275f, 14.763139f }, within(1e-5f));
	}

	@Test
	void antialiasedShrinksManyRowsAsTorch() {
		assertThat(resize(PositionInterpolation.ANTIALIASED, sawtooth(), new Grid(7, 7), new Grid(3, 4)))
			.containsExactly(new float[] { 9.295490f, 10.877536f, 11.519237f, 11.282646f, 10.538096f, 8.958511f,
					12.756512f, 11.589322f, 10.686188f, 12.102120f, 8.533663f, 12.137691f }, within(1e-5f));
	}

	private static float[] sawtooth() {
		float[] values = new float[49];
		IntStream.range(0, 49).forEach((i) -> values[i] = i * 37 % 23);
		return values;
	}

	/** In the second of two channels. */
	private float[] resize(PositionInterpolation positions, float[] values, Grid from, Grid to) {
		return this.models.run(() -> {
			try (NDManager manager = NDManager.newBaseManager()) {
				NDArray channel = manager.create(values, new Shape(1, from.patches(), 1));
				NDArray both = channel.zerosLike().concat(channel, 2);
				return positions.resize(both, from, to).get(":, :, 1").toFloatArray();
			}
		});
	}

}
