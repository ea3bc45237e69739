package io.heatlens.vit.transformer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.heatlens.vit.input.Grid;

/**
 * Consecutive blocks of one grid that attend within windows. Every second block may shift
 * its windows.
 *
 * @param first the index of the first block in the model
 * @param blocks the blocks, of which only the first may merge patches before
 */
record WindowStage(int first, List<FusibleWindows> blocks) {

	WindowStage {
		blocks = List.copyOf(blocks);
	}

	/**
	 * Divides the blocks of a model into stages.
	 * @param transformer the model
	 * @return the stages, or empty if the kernels cannot run one of the blocks
	 */
	static Optional<List<WindowStage>> of(VisionTransformer transformer) {
		List<Optional<FusibleWindows>> found = transformer.blocks().stream().map(FusibleWindows::of).toList();
		if (!found.stream().allMatch(Optional::isPresent)) {
			return Optional.empty();
		}
		List<FusibleWindows> blocks = found.stream().flatMap(Optional::stream).toList();
		List<WindowStage> stages = new ArrayList<>();
		int first = 0;
		for (int i = 1; i <= blocks.size(); i++) {
			if (i == blocks.size() || blocks.get(i).merging() != null) {
				stages.add(new WindowStage(first, blocks.subList(first, i)));
				first = i;
			}
		}
		return stages.stream().allMatch(WindowStage::isUniform) ? Optional.of(List.copyOf(stages)) : Optional.empty();
	}

	private boolean isUniform() {
		boolean shifted = IntStream.range(0, this.blocks.size())
			.allMatch((i) -> shift(i).equals((i % 2 == 1) ? shift(1) : new Grid(0, 0)));
		return shifted && this.blocks.stream().map(FusibleWindows::form).distinct().count() == 1;
	}

	private Grid shift(int block) {
		return this.blocks.get(block).attention().windows().shift();
	}

	FusibleWindows.Form form() {
		return this.blocks.get(0).form();
	}

	/** The number of tokens of an image. */
	long tokens() {
		return form().grid().patches();
	}

	/**
	 * The weights in the order in which the kernels take them.
	 * @param manager the manager that owns the zeros for missing biases
	 * @return the weights of all blocks, see {@link FusibleWindows#weights}
	 */
	List<NDArray> weights(NDManager manager) {
		return this.blocks.stream().flatMap((block) -> block.weights(manager)).toList();
	}

	/** The bias of the scores of each block. */
	List<NDArray> biases() {
		return this.blocks.stream().map((block) -> block.attention().bias()).toList();
	}

	/** The mask that all shifted blocks have, or nothing if no block is shifted. */
	List<NDArray> masks() {
		return this.blocks.stream().flatMap((block) -> Stream.ofNullable(block.attention().mask())).limit(1).toList();
	}

	/** The factors of the heads of each block, or nothing if there are none. */
	List<NDArray> factors() {
		return this.blocks.stream().flatMap(FusibleWindows::factors).toList();
	}

	/** The epsilon of the LayerNorm of the merging; 0 if the stage begins without one. */
	float mergingEpsilon() {
		PatchMerging merging = this.blocks.get(0).merging();
		return (merging != null) ? FusibleWindows.norm(merging).epsilon() : 0;
	}

	/**
	 * The numbers that the kernels take.
	 * @return the number of tensors of the merging, the number of heads, and the rows and
	 * columns of the grid, of a window and of the shift
	 */
	long[] numbers() {
		FusibleWindows.Form form = form();
		Grid shift = (this.blocks.size() > 1) ? shift(1) : new Grid(0, 0);
		return new long[] { (this.blocks.get(0).merging() != null) ? 3 : 0, form.heads(), form.grid().rows(),
				form.grid().columns(), form.size().rows(), form.size().columns(), shift.rows(), shift.columns() };
	}

}
