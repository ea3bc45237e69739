package io.heatlens.vit.transformer;

import java.util.Objects;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.layer.Layer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Windows and merged patches in the order of timm 1.0.29, whose functions gave the
 * expected numbers: {@code window_partition} after {@code torch.roll},
 * {@code get_relative_position_index}, and the {@code attn_mask} of a block.
 */
class WindowsTests {

	private static final Grid FOUR = new Grid(4, 4);

	private static final Grid TWO = new Grid(2, 2);

	private static final Grid ONE = new Grid(1, 1);

	private static final Grid NONE = new Grid(0, 0);

	@AutoClose
	private final NDManager manager = NDManager.newBaseManager();

	private NDArray tokens(int images, int count) {
		return this.manager.arange(images * count).toType(DataType.FLOAT32, false).reshape(images, count, 1);
	}

	@Test
	void windowsAreInTheOrderOfTheGrid() {
		NDArray divided = new Windows(FOUR, TWO, NONE).divide(tokens(2, 16));
		assertThat(divided.getShape()).isEqualTo(new Shape(8, 4, 1));
		assertThat(divided.get(":4").toFloatArray()).containsExactly(0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14,
				15);
	}

	@Test
	void shiftedWindowsBeginAtTheShift() {
		NDArray divided = new Windows(FOUR, TWO, ONE).divide(tokens(1, 16));
		assertThat(divided.toFloatArray()).containsExactly(5, 6, 9, 10, 7, 4, 11, 8, 13, 14, 1, 2, 15, 12, 3, 0);
	}

	@ParameterizedTest
	@CsvSource({ "4,4,2,2,0,0", "4,4,2,2,1,1", "6,12,3,4,1,2", "4,8,4,4,0,2", "8,4,4,4,3,0" })
	void joinedWindowsAreTheTokens(int rows, int columns, int high, int wide, int down, int right) {
		Windows windows = new Windows(new Grid(rows, columns), new Grid(high, wide), new Grid(down, right));
		NDArray tokens = tokens(2, rows * columns);
		assertThat(windows.join(windows.divide(tokens)).toFloatArray()).containsExactly(tokens.toFloatArray());
	}

	@Test
	void maskSeparatesWhatIsNoNeighbourOnTheGrid() {
		NDArray mask = Objects.requireNonNull(new Windows(FOUR, TWO, ONE).mask(this.manager));
		assertThat(mask.getShape()).isEqualTo(new Shape(4, 1, 4, 4));
		assertThat(mask.get(0).toFloatArray()).containsOnly(0);
		assertThat(mask.get(1).toFloatArray()).containsExactly(0, -100, 0, -100, -100, 0, -100, 0, 0, -100, 0, -100,
				-100, 0, -100, 0);
		assertThat(mask.get(2).toFloatArray()).containsExactly(0, 0, -100, -100, 0, 0, -100, -100, -100, -100, 0, 0,
				-100, -100, 0, 0);
		assertThat(mask.get(3).toFloatArray()).containsExactly(0, -100, -100, -100, -100, 0, -100, -100, -100, -100, 0,
				-100, -100, -100, -100, 0);
	}

	@Test
	void windowsThatAreNotShiftedHaveNoMask() {
		assertThat(new Windows(FOUR, TWO, NONE).mask(this.manager)).isNull();
	}

	@Test
	void mergedPatchesHaveTheRowsOfAColumnFirst() {
		NDArray merged = new PatchMerging(FOUR, new Same(), 4).forward(tokens(1, 16));
		assertThat(merged.getShape()).isEqualTo(new Shape(1, 4, 4));
		assertThat(merged.toFloatArray()).containsExactly(0, 4, 1, 5, 2, 6, 3, 7, 8, 12, 9, 13, 10, 14, 11, 15);
	}

	/** A layer that changes nothing. */
	private record Same() implements Layer {

		@Override
		public NDArray forward(NDArray x) {
			return x;
		}

		@Override
		public Same pruned() {
			return this;
		}

	}

}
