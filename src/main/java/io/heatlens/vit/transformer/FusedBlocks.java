package io.heatlens.vit.transformer;

import java.util.List;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.transformer.VisionTransformer.Block;

/**
 * Encoder blocks for which no hook has to be called. {@link Kernels} run several of them
 * at once and without a graph. The results equal those of {@link VisionTransformer.Block}
 * up to rounding.
 *
 * @param kernels the kernels that run the blocks
 * @param weights the weights of all blocks
 */
public record FusedBlocks(Kernels kernels, Kernels.Weights weights) {

	/** Models whose weights have fewer bytes may hold them twice. */
	private static final long SMALL = 128L << 20;

	/**
	 * Creates the blocks of a model with the weights of the model itself.
	 * @param transformer the model
	 * @param kernels the kernels that run the blocks
	 * @param manager the manager that owns the new arrays
	 * @return the blocks in float32
	 */
	public static FusedBlocks float32(VisionTransformer transformer, Kernels kernels, NDManager manager) {
		List<NDArray> weights = weights(transformer, manager);
		return of(transformer, kernels, manager, weights, weights);
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
				? weights.stream().map((weight) -> pack(transformer, kernels, manager, weight)).toList() : weights);
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
		return of(transformer, kernels, manager, weights, weights);
	}

	private static FusedBlocks of(VisionTransformer transformer, Kernels kernels, NDManager manager,
			List<NDArray> weights, List<NDArray> packed) {
		Block first = transformer.blocks().get(0);
		return new FusedBlocks(kernels, Kernels.Weights.of(weights, packed, first.attention().heads(),
				first.norm1().epsilon(), first.mlp().gelu() instanceof Gelu.Quick, manager));
	}

	// Only matrices are packed.
	private static NDArray pack(VisionTransformer transformer, Kernels kernels, NDManager manager, NDArray weight) {
		return (weight.getShape().dimension() == 2) ? own(kernels.pack(weight, transformer.tokenCount()), manager)
				: weight;
	}

	private static List<NDArray> weights(VisionTransformer transformer, NDManager manager) {
		return transformer.blocks()
			.stream()
			.flatMap((block) -> Stream.of(norm(block.norm1()), linear(block.attention().qkv(), manager),
					linear(block.attention().projection(), manager), norm(block.norm2()),
					linear(block.mlp().fc1(), manager), linear(block.mlp().fc2(), manager)))
			.flatMap(List::stream)
			.toList();
	}

	private static List<NDArray> norm(LayerNorm norm) {
		return List.of(norm.weight(), norm.bias());
	}

	private static List<NDArray> linear(Linear linear, NDManager manager) {
		NDArray bias = (linear.bias() != null) ? linear.bias()
				: manager.zeros(new Shape(linear.weight().getShape().get(0)));
		return List.of(linear.weight(), bias);
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
