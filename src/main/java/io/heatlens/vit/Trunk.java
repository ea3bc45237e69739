package io.heatlens.vit;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * The blocks where nobody looks, without a graph: fused attention, and in bfloat16 packed
 * weights too. Results are those of {@link VisionTransformer.Block} to rounding.
 *
 * @param blocks of the model, from the first on
 * @param kernels that they run on
 * @param precision of weights and tokens in between
 */
record Trunk(List<FusedBlock> blocks, Kernels kernels, Precision precision) {

	/**
	 * Uses the weights of the model itself.
	 * @param transformer the model
	 * @param kernels to run on
	 * @return in float32
	 */
	static Trunk float32(VisionTransformer transformer, Kernels kernels) {
		return new Trunk(transformer.blocks()
			.stream()
			.map((block) -> new FusedBlock(block.norm1(), block.attention().qkv()::forward,
					block.attention().projection()::forward, block.attention().heads(), block.norm2(),
					block.mlp().fc1()::forward, block.mlp().gelu(), block.mlp().fc2()::forward))
			.toList(), kernels, Precision.FLOAT32);
	}

	/**
	 * Makes weights of its own.
	 * @param transformer the model
	 * @param kernels to run on
	 * @param tokens how many an image has
	 * @param manager owns the weights
	 * @return in bfloat16
	 */
	static Trunk bfloat16(VisionTransformer transformer, Kernels kernels, long tokens, NDManager manager) {
		Packer packer = new Packer(kernels, tokens, manager);
		return new Trunk(transformer.blocks()
			.stream()
			.map((block) -> new FusedBlock(packer.cast(block.norm1()), packer.pack(block.attention().qkv()),
					packer.pack(block.attention().projection()), block.attention().heads(), packer.cast(block.norm2()),
					packer.pack(block.mlp().fc1()), packer.cast(block.mlp().gelu()), packer.pack(block.mlp().fc2())))
			.toList(), kernels, Precision.BFLOAT16);
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
		if (from >= to) {
			return tokens;
		}
		NDManager manager = tokens.getManager();
		boolean cast = this.precision == Precision.BFLOAT16;
		try (NDManager scope = manager.newSubManager()) {
			tokens.tempAttach(scope);
			NDArray current = cast ? this.kernels.bfloat16(tokens) : tokens;
			for (FusedBlock block : this.blocks.subList(from, to)) {
				current = block.forward(current, this.kernels, scope);
			}
			NDArray output = cast ? this.kernels.float32(current).duplicate() : current;
			output.attach(manager);
			return output;
		}
	}

	/**
	 * A linear layer, packed or not.
	 */
	interface Projection {

		NDArray forward(NDArray x);

	}

	/**
	 * A block of which nobody wants to see the inside.
	 *
	 * @param norm1 before the attention
	 * @param qkv to three times the dimension
	 * @param projection of the concatenated heads
	 * @param heads how many
	 * @param norm2 before the MLP
	 * @param fc1 of the MLP
	 * @param gelu of the MLP
	 * @param fc2 of the MLP
	 */
	record FusedBlock(LayerNorm norm1, Projection qkv, Projection projection, int heads, LayerNorm norm2,
			Projection fc1, Gelu gelu, Projection fc2) {

		NDArray forward(NDArray tokens, Kernels kernels, NDManager manager) {
			try (NDManager scope = manager.newSubManager()) {
				tokens.attach(scope);
				NDArray mixed = kernels.attention(this.qkv.forward(this.norm1.forward(tokens)), this.heads); // (b,
																												// n,
																												// d)
				mixed = tokens.add(this.projection.forward(mixed));
				NDArray hidden = this.gelu.forward(this.fc1.forward(this.norm2.forward(mixed))); // (b,
																									// n,
																									// 4d)
				NDArray output = mixed.add(this.fc2.forward(hidden)); // (b, n, d)
				output.attach(manager);
				return output;
			}
		}

	}

}
