package io.heatlens.vit;

import java.util.List;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.VisionTransformer.Block;
import io.heatlens.vit.VisionTransformer.Linear;
import org.jspecify.annotations.Nullable;

/**
 * The blocks where nobody looks, run at once and without a graph by {@link Kernels}.
 * Results are those of {@link VisionTransformer.Block} to rounding.
 *
 * @param kernels that run them
 * @param weights of all blocks
 */
record Trunk(Kernels kernels, Kernels.Weights weights) {

	/** Bytes of weights that may be held twice. */
	private static final long SMALL = 128L << 20;

	/**
	 * Uses the weights of the model itself. A small model's are packed, too, for parts of
	 * a batch; a single image, whose operations several threads share, is slower so.
	 * @param transformer the model
	 * @param kernels to run on
	 * @param manager owns what is made
	 * @return in float32
	 */
	static Trunk float32(VisionTransformer transformer, Kernels kernels, NDManager manager) {
		List<NDArray> weights = weights(transformer, manager, (array) -> array, (weight) -> weight);
		boolean small = weights.stream().mapToLong((weight) -> Float.BYTES * weight.size()).sum() < SMALL;
		return of(transformer, kernels, manager, weights, small ? weights(transformer, manager, (array) -> array,
				(weight) -> pack(transformer, kernels, manager, weight)) : null);
	}

	/**
	 * Makes weights of its own.
	 * @param transformer the model
	 * @param kernels to run on
	 * @param manager owns the weights
	 * @return in bfloat16
	 */
	static Trunk bfloat16(VisionTransformer transformer, Kernels kernels, NDManager manager) {
		return of(transformer, kernels, manager,
				weights(transformer, manager, (array) -> own(kernels.bfloat16(array), manager), (weight) -> {
					try (NDArray cast = kernels.bfloat16(weight)) {
						return pack(transformer, kernels, manager, cast);
					}
				}), null);
	}

	private static Trunk of(VisionTransformer transformer, Kernels kernels, NDManager manager, List<NDArray> weights,
			@Nullable List<NDArray> packed) {
		Block first = transformer.blocks().get(0);
		return new Trunk(kernels, Kernels.Weights.of(weights, packed, first.attention().heads(),
				first.norm1().epsilon(), first.mlp().gelu() instanceof Gelu.Quick, manager));
	}

	private static NDArray pack(VisionTransformer transformer, Kernels kernels, NDManager manager, NDArray weight) {
		return own(kernels.pack(weight, transformer.tokens()), manager);
	}

	private static List<NDArray> weights(VisionTransformer transformer, NDManager manager, Layout vector,
			Layout matrix) {
		return transformer.blocks().stream().flatMap((block) -> weights(block, manager, vector, matrix)).toList();
	}

	private static Stream<NDArray> weights(Block block, NDManager manager, Layout vector, Layout matrix) {
		return Stream.of(norm(block.norm1(), vector), linear(block.attention().qkv(), manager, vector, matrix),
				linear(block.attention().projection(), manager, vector, matrix), norm(block.norm2(), vector),
				linear(block.mlp().fc1(), manager, vector, matrix), linear(block.mlp().fc2(), manager, vector, matrix))
			.flatMap(List::stream);
	}

	private static List<NDArray> norm(LayerNorm norm, Layout vector) {
		return List.of(vector.of(norm.weight()), vector.of(norm.bias()));
	}

	private static List<NDArray> linear(Linear linear, NDManager manager, Layout vector, Layout matrix) {
		NDArray bias = (linear.bias() != null) ? linear.bias()
				: manager.zeros(new Shape(linear.weight().getShape().get(0)));
		return List.of(matrix.of(linear.weight()), vector.of(bias));
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

	/**
	 * How a weight is laid out in memory.
	 */
	private interface Layout {

		NDArray of(NDArray weight);

	}

}
