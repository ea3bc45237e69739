package io.heatlens.vit.transformer;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Encoder blocks for which no hook has to be called. {@link Kernels} run several of them
 * at once and without a graph. The results equal those of {@link PreNormBlock} up to
 * rounding.
 *
 * @param kernels the kernels that run the blocks
 * @param weights the weights of all blocks
 */
public record FusedBlocks(Kernels kernels, Kernels.Weights weights) {

	/** Models whose weights have fewer bytes may hold them twice. */
	private static final long SMALL = 128L << 20;

	/**
	 * Whether the kernels can run the blocks of a model.
	 * @param transformer the model
	 * @return true if they know the kind of every block, and all have the same form
	 */
	public static boolean fit(VisionTransformer transformer) {
		List<Optional<FusibleBlock>> blocks = transformer.blocks().stream().map(FusibleBlock::of).toList();
		return blocks.stream().allMatch(Optional::isPresent)
				&& blocks.stream().map((block) -> block.orElseThrow().form()).distinct().count() == 1;
	}

	/**
	 * Creates the blocks of a model with the weights of the model itself.
	 * @param transformer a model that {@linkplain #fit fits}
	 * @param kernels the kernels that run the blocks
	 * @param manager the manager that owns the new arrays
	 * @return the blocks in float32
	 */
	public static FusedBlocks float32(VisionTransformer transformer, Kernels kernels, NDManager manager) {
		List<NDArray> weights = weights(transformer, manager);
		return of(transformer, kernels, manager, weights, weights, UnaryOperator.identity());
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
		List<NDArray> weights = weights(transformer, manager);
		boolean small = weights.stream().mapToLong((weight) -> Float.BYTES * weight.size()).sum() < SMALL;
		return of(transformer, kernels, manager, weights, (small && kernels.runsAlone())
				? weights.stream().map((weight) -> pack(transformer, kernels, manager, weight)).toList() : weights,
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
		List<NDArray> weights = weights(transformer, manager).stream().map((weight) -> {
			NDArray cast = own(kernels.bfloat16(weight), manager);
			NDArray packed = pack(transformer, kernels, manager, cast);
			if (packed != cast) {
				cast.close();
			}
			return packed;
		}).toList();
		return of(transformer, kernels, manager, weights, weights, (wide) -> own(kernels.bfloat16(wide), manager));
	}

	private static FusedBlocks of(VisionTransformer transformer, Kernels kernels, NDManager manager,
			List<NDArray> weights, List<NDArray> packed, UnaryOperator<NDArray> type) {
		List<FusibleBlock> blocks = blocks(transformer);
		List<NDArray> turns = blocks.stream()
			.flatMap((block) -> Stream.ofNullable(block.rotary()))
			.flatMap((rotary) -> Stream.of(rotary.cosine(), rotary.sine()))
			.toList();
		return new FusedBlocks(kernels,
				Kernels.Weights.of(weights, packed, biases(blocks, type), turns, blocks.get(0).form(), manager));
	}

	// Blocks may share a bias. It has the type of the weights.
	private static List<NDArray> biases(List<FusibleBlock> blocks, UnaryOperator<NDArray> type) {
		IdentityHashMap<NDArray, NDArray> cast = new IdentityHashMap<>();
		return blocks.stream()
			.flatMap((block) -> Stream.ofNullable(block.bias()))
			.map((bias) -> cast.computeIfAbsent(bias, type))
			.toList();
	}

	// Only matrices are packed.
	private static NDArray pack(VisionTransformer transformer, Kernels kernels, NDManager manager, NDArray weight) {
		return (weight.getShape().dimension() == 2) ? own(kernels.pack(weight, transformer.tokenCount(0)), manager)
				: weight;
	}

	private static List<NDArray> weights(VisionTransformer transformer, NDManager manager) {
		return blocks(transformer).stream().flatMap((block) -> block.weights(manager).stream()).toList();
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

}
