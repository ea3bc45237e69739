package io.heatlens.vit.transformer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.layer.LayerNorm;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.layer.LinearNorm;
import io.heatlens.vit.layer.Mlp;
import io.heatlens.vit.layer.NormedLinear;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a block that {@link Kernels} can run: a block of Swin Transformer, or of
 * Swin Transformer V2, perhaps after a merging of patches.
 *
 * @param merging the merging before the block, or null
 * @param norm1 the first LayerNorm
 * @param attention the attention within windows
 * @param projection the projection of the concatenated heads
 * @param norm2 the second LayerNorm
 * @param mlp the MLP
 * @param fc2 the second layer of the MLP
 * @param postNorm whether the LayerNorms come after the attention and the MLP
 */
record FusibleWindows(@Nullable PatchMerging merging, LayerNorm norm1, WindowAttention attention, Linear projection,
		LayerNorm norm2, Mlp mlp, Linear fc2, boolean postNorm) {

	/**
	 * Finds the parts of a block.
	 * @param block the block
	 * @return its parts, or empty if the kernels cannot run it
	 */
	static Optional<FusibleWindows> of(Block block) {
		return (block instanceof MergingBlock merging) ? of(merging.block(), merging.merging()) : of(block, null);
	}

	private static Optional<FusibleWindows> of(Block block, @Nullable PatchMerging merging) {
		if (block instanceof WindowBlock pre && pre.attention().transforms().isEmpty()
				&& pre.attention().projection() instanceof Linear projection && pre.mlp() instanceof Mlp mlp
				&& mlp.fc2() instanceof Linear fc2) {
			return Optional.of(new FusibleWindows(merging, pre.norm1(), pre.attention(), projection, pre.norm2(), mlp,
					fc2, false));
		}
		if (block instanceof PostNormBlock post && post.attention() instanceof WindowAttention attention
				&& attention.transforms().size() == 1 && attention.transforms().get(0) instanceof CosineSimilarity
				&& attention.projection() instanceof Linear projection && post.mlp() instanceof Mlp mlp
				&& mlp.fc2() instanceof Linear fc2) {
			return Optional
				.of(new FusibleWindows(merging, post.norm1(), attention, projection, post.norm2(), mlp, fc2, true));
		}
		return Optional.empty();
	}

	/**
	 * What has to be the same in all blocks of a stage.
	 * @return the form of the block
	 */
	Form form() {
		return new Form(this.attention.qkv().heads(), this.attention.windows().grid(), this.attention.windows().size(),
				this.norm1.epsilon(), FusibleBlock.name(this.mlp.activation()), this.postNorm);
	}

	/**
	 * The factors of the heads in the comparison of queries and keys.
	 * @return the factors, shape (heads, 1, 1), or nothing if there are none
	 */
	Stream<NDArray> factors() {
		return this.attention.transforms().stream().map((transform) -> ((CosineSimilarity) transform).factor());
	}

	/**
	 * The weights in the order in which the kernels take them.
	 * @param manager the manager that owns the zeros for missing biases
	 * @return weight and bias of the norm of the merging and its projection if there is
	 * one; weight and bias of norm1, qkv, the projection, norm2, fc1 and fc2
	 */
	Stream<NDArray> weights(NDManager manager) {
		Stream<NDArray> merged = Stream.ofNullable(this.merging).flatMap((merging) -> weights(merging));
		Stream<NDArray> own = Stream
			.of(weights(this.norm1), weights(this.attention.qkv().linear(), manager), weights(this.projection, manager),
					weights(this.norm2), weights(this.mlp.fc1(), manager), weights(this.fc2, manager))
			.flatMap(List::stream);
		return Stream.concat(merged, own);
	}

	private static Stream<NDArray> weights(PatchMerging merging) {
		LayerNorm norm = norm(merging);
		Linear linear = (merging.layer() instanceof NormedLinear normed) ? normed.linear()
				: ((LinearNorm) merging.layer()).linear();
		return Stream.of(norm.weight(), norm.bias(), linear.weight());
	}

	/**
	 * Finds the LayerNorm of a merging.
	 * @param merging the merging
	 * @return the LayerNorm before or after its projection
	 */
	static LayerNorm norm(PatchMerging merging) {
		return (merging.layer() instanceof NormedLinear normed) ? normed.norm() : ((LinearNorm) merging.layer()).norm();
	}

	private static List<NDArray> weights(LayerNorm norm) {
		return List.of(norm.weight(), norm.bias());
	}

	private static List<NDArray> weights(Linear linear, NDManager manager) {
		NDArray weight = linear.weight();
		return List.of(weight,
				(linear.bias() != null) ? linear.bias() : manager.zeros(new Shape(weight.getShape().get(0))));
	}

	/**
	 * The form of a block.
	 *
	 * @param heads the number of attention heads
	 * @param grid the grid of the tokens
	 * @param size the rows and columns of a window
	 * @param epsilon the epsilon of both LayerNorms
	 * @param activation the name of the activation in the kernels
	 * @param postNorm whether the LayerNorms come after the attention and the MLP
	 */
	record Form(int heads, Grid grid, Grid size, float epsilon, String activation, boolean postNorm) {
	}

}
