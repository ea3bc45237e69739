package io.heatlens.vit.transformer;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Encoder blocks for which no hook has to be called. {@link Kernels} run several of them
 * at once and without a graph. The results equal those of the {@link Block}s up to
 * rounding.
 *
 * @param kernels the kernels that run the blocks
 * @param weights the weights of all blocks
 */
public record FusedBlocks(Kernels kernels, FusedWeights weights) {

	/** Models whose weights have fewer bytes may hold them twice. */
	private static final long SMALL = 128L << 20;

	/**
	 * Whether the kernels can run the blocks of a model.
	 * @param transformer the model
	 * @return true if they know the kind of every block, and all blocks, or those of each
	 * stage, have the same form
	 */
	public static boolean fit(VisionTransformer transformer) {
		List<Optional<FusibleBlock>> blocks = transformer.blocks().stream().map(FusibleBlock::of).toList();
		boolean uniform = blocks.stream().allMatch(Optional::isPresent)
				&& blocks.stream().map((block) -> block.orElseThrow().form()).distinct().count() == 1;
		return uniform || WindowStage.of(transformer).isPresent();
	}

	/**
	 * Creates the blocks of a model with the weights of the model itself.
	 * @param transformer a model that {@linkplain #fit fits}
	 * @param kernels the kernels that run the blocks
	 * @param manager the manager that owns the new arrays
	 * @return the blocks in float32
	 */
	public static FusedBlocks float32(VisionTransformer transformer, Kernels kernels, NDManager manager) {
		List<Group> groups = groups(transformer, manager);
		return of(transformer, kernels, manager, groups, groups, UnaryOperator.identity());
	}

	/**
	 * Creates the blocks of a model with the weights of the model itself. If these take
	 * less than 128 MiB, operations on a single processor use a packed copy; operations
	 * that several processors share would be slower with it.
	 * @param transformer the model
	 * @param kernels the kernels that run the blocks
	 * @param manager the manager that owns the new arrays
	 * @return the blocks in float32
	 */
	public static FusedBlocks packed(VisionTransformer transformer, Kernels kernels, NDManager manager) {
		List<Group> groups = groups(transformer, manager);
		boolean small = groups.stream().mapToLong(Group::bytes).sum() < SMALL;
		return of(transformer, kernels, manager, groups,
				(small && kernels.runsAlone()) ? map(groups, (group) -> group.packed(kernels, manager)) : groups,
				UnaryOperator.identity());
	}

	/**
	 * Creates the blocks of a model with a packed copy of the weights in bfloat16.
	 * @param transformer the model
	 * @param kernels the kernels that run the blocks
	 * @param manager the manager that owns the new arrays
	 * @return the blocks in bfloat16
	 */
	public static FusedBlocks bfloat16(VisionTransformer transformer, Kernels kernels, NDManager manager) {
		List<Group> groups = map(groups(transformer, manager), (group) -> group.bfloat16(kernels, manager));
		return of(transformer, kernels, manager, groups, groups, (wide) -> own(kernels.bfloat16(wide), manager));
	}

	private static FusedBlocks of(VisionTransformer transformer, Kernels kernels, NDManager manager, List<Group> groups,
			List<Group> packed, UnaryOperator<NDArray> type) {
		Optional<List<WindowStage>> stages = WindowStage.of(transformer);
		if (stages.isPresent()) {
			return new FusedBlocks(kernels,
					new WindowWeights(IntStream.range(0, groups.size())
						.mapToObj((i) -> WindowWeights.Stage.of(stages.get().get(i), groups.get(i).weights(),
								packed.get(i).weights(), type, manager))
						.toList()));
		}
		List<FusibleBlock> blocks = blocks(transformer);
		List<NDArray> turns = blocks.stream()
			.flatMap((block) -> Stream.ofNullable(block.rotary()))
			.flatMap((rotary) -> Stream.of(rotary.cosine(), rotary.sine()))
			.toList();
		return new FusedBlocks(kernels, Kernels.Weights.of(groups.get(0).weights(), packed.get(0).weights(),
				biases(blocks, type), turns, blocks.get(0).form(), manager));
	}

	// Blocks may share a bias. It has the type of the weights.
	private static List<NDArray> biases(List<FusibleBlock> blocks, UnaryOperator<NDArray> type) {
		IdentityHashMap<NDArray, NDArray> cast = new IdentityHashMap<>();
		return blocks.stream()
			.flatMap((block) -> Stream.ofNullable(block.bias()))
			.map((bias) -> cast.computeIfAbsent(bias, type))
			.toList();
	}

	// One group for each stage, or for all blocks if there are no stages.
	private static List<Group> groups(VisionTransformer transformer, NDManager manager) {
		return WindowStage.of(transformer)
			.map((stages) -> stages.stream().map((stage) -> new Group(stage.weights(manager), stage.tokens())).toList())
			.orElseGet(() -> List
				.of(new Group(blocks(transformer).stream().flatMap((block) -> block.weights(manager).stream()).toList(),
						transformer.tokenCount(0))));
	}

	private static List<Group> map(List<Group> groups, UnaryOperator<Group> change) {
		return groups.stream().map(change).toList();
	}

	private static List<FusibleBlock> blocks(VisionTransformer transformer) {
		return transformer.blocks().stream().map((block) -> FusibleBlock.of(block).orElseThrow()).toList();
	}

	private static NDArray own(NDArray array, NDManager manager) {
		array.attach(manager);
		return array;
	}

	/**
	 * Runs some of the blocks.
	 * @param tokens the input of the first block, shape (batch, tokens, dim), float32
	 * @param from the index of the first block
	 * @param to the index after the last block
	 * @return the input of block {@code to}, of the same shape, float32; outside any
	 * graph unless it is {@code tokens} itself
	 */
	NDArray forward(NDArray tokens, int from, int to) {
		return (from < to) ? this.kernels.blocks(tokens, this.weights, from, to) : tokens;
	}

	/**
	 * The weights of blocks of one form.
	 *
	 * @param weights the weights, in the order in which the kernels take them
	 * @param rows the number of tokens of an image
	 */
	private record Group(List<NDArray> weights, long rows) {

		long bytes() {
			return this.weights.stream().mapToLong((weight) -> Float.BYTES * weight.size()).sum();
		}

		Group packed(Kernels kernels, NDManager manager) {
			return map((weight) -> pack(kernels, manager, weight));
		}

		Group bfloat16(Kernels kernels, NDManager manager) {
			return map((weight) -> {
				NDArray cast = own(kernels.bfloat16(weight), manager);
				NDArray packed = pack(kernels, manager, cast);
				if (packed != cast) {
					cast.close();
				}
				return packed;
			});
		}

		// Only matrices are packed.
		private NDArray pack(Kernels kernels, NDManager manager, NDArray weight) {
			return (weight.getShape().dimension() == 2) ? own(kernels.pack(weight, this.rows), manager) : weight;
		}

		private Group map(UnaryOperator<NDArray> change) {
			return new Group(this.weights.stream().map(change).toList(), this.rows);
		}

	}

}
