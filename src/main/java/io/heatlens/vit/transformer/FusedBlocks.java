package io.heatlens.vit.transformer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

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
	 * @return true if all blocks are plain ones
	 */
	public static boolean fit(VisionTransformer transformer) {
		return transformer.blocks().stream().allMatch((block) -> PlainBlock.of(block).isPresent());
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
		PlainBlock first = PlainBlock.of(transformer.blocks().get(0)).orElseThrow();
		return new FusedBlocks(kernels, Kernels.Weights.of(weights, packed, first.qkv().heads(),
				first.norm1().epsilon(), first.activation() instanceof Activation.QuickGelu, manager));
	}

	// Only matrices are packed.
	private static NDArray pack(VisionTransformer transformer, Kernels kernels, NDManager manager, NDArray weight) {
		return (weight.getShape().dimension() == 2) ? own(kernels.pack(weight, transformer.tokenCount(0)), manager)
				: weight;
	}

	private static List<NDArray> weights(VisionTransformer transformer, NDManager manager) {
		return transformer.blocks()
			.stream()
			.map((block) -> PlainBlock.of(block).orElseThrow())
			.flatMap((block) -> Stream.of(norm(block.norm1()), linear(block.qkv().linear(), manager),
					linear(block.projection(), manager), norm(block.norm2()), linear(block.fc1(), manager),
					linear(block.fc2(), manager)))
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

	/**
	 * The parts of a block that the kernels can run.
	 *
	 * @param norm1 the LayerNorm before the attention
	 * @param qkv the projection to queries, keys and values
	 * @param projection the projection of the concatenated heads
	 * @param norm2 the LayerNorm before the MLP
	 * @param fc1 the first layer of the MLP
	 * @param activation the activation
	 * @param fc2 the second layer of the MLP
	 */
	private record PlainBlock(LayerNorm norm1, HeadProjection qkv, Linear projection, LayerNorm norm2, Linear fc1,
			Activation activation, Linear fc2) {

		static Optional<PlainBlock> of(Block block) {
			if (block instanceof PreNormBlock plain && plain.attention() instanceof MultiHeadAttention attention
					&& attention.projection() instanceof Linear projection && plain.mlp() instanceof Mlp mlp
					&& mlp.fc2() instanceof Linear fc2 && isKnown(mlp.activation())) {
				return Optional.of(new PlainBlock(plain.norm1(), attention.qkv(), projection, plain.norm2(), mlp.fc1(),
						mlp.activation(), fc2));
			}
			return Optional.empty();
		}

		private static boolean isKnown(Activation activation) {
			return activation instanceof Activation.Gelu || activation instanceof Activation.QuickGelu;
		}

	}

}
