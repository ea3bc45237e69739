package io.heatlens.vit.transformer;

import java.util.List;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.transformer.VisionTransformer.Block;
import io.heatlens.vit.transformer.VisionTransformer.Linear;

/**
 * The blocks where nobody looks, run at once and without a graph by {@link Kernels}.
 * Results are those of {@link VisionTransformer.Block} to rounding.
 *
 * @param kernels that run them
 * @param weights of all blocks
 */
public record FusedBlocks(Kernels kernels, Kernels.Weights weights) {

	/** Bytes of weights that may be held twice. */
	private static final long SMALL = 128L << 20;

	/**
	 * Uses the weights of the model itself.
	 * @param transformer the model
	 * @param kernels to run on
	 * @param manager owns what is made
	 * @return in float32
	 */
	public static FusedBlocks float32(VisionTransformer transformer, Kernels kernels, NDManager manager) {
		List<NDArray> weights = weights(transformer, manager);
		return of(transformer, kernels, manager, weights, weights);
	}

	/**
	 * Packs a small model's weights, too, for operations that have one processor alone.
	 * Those that all processors share are slower with them.
	 * @param transformer the model
	 * @param kernels to run on
	 * @param manager owns what is made
	 * @return in float32
	 */
	public static FusedBlocks packed(VisionTransformer transformer, Kernels kernels, NDManager manager) {
		List<NDArray> weights = weights(transformer, manager);
		boolean small = weights.stream().mapToLong((weight) -> Float.BYTES * weight.size()).sum() < SMALL;
		return of(transformer, kernels, manager, weights, (small && kernels.runsAlone())
				? weights.stream().map((weight) -> pack(transformer, kernels, manager, weight)).toList() : weights);
	}

	/**
	 * Makes weights of its own.
	 * @param transformer the model
	 * @param kernels to run on
	 * @param manager owns the weights
	 * @return in bfloat16
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

	// Vectors stay as they are
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
	 * Runs some blocks.
	 * @param tokens the input of the first, shape (batch, tokens, dim)
	 * @param from the first
	 * @param to behind the last
	 * @return the input of block {@code to}, of the same shape, float32, outside any
	 * graph
	 */
	NDArray forward(NDArray tokens, int from, int to) {
		return (from < to) ? this.kernels.blocks(tokens, this.weights, from, to) : tokens;
	}

}
