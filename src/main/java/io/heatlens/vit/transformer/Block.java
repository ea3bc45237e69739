package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.layer.BackwardRule;

/**
 * A block of the encoder. A block of another kind is another record.
 */
public interface Block {

	/**
	 * Computes the first {@code queries} tokens of the output.
	 * @param tokens the input of the block, shape (batch, tokens, dim)
	 * @param queries the number of tokens to compute
	 * @param index the index of the block
	 * @param hook the hook that is called at each site of the block
	 * @return the output, shape (batch, queries, dim), on the manager of the input
	 */
	NDArray forward(NDArray tokens, long queries, int index, ForwardHook hook);

	/**
	 * Creates a copy with {@link BackwardRule#PRUNED}.
	 * @return the block with the same weights
	 */
	Block pruned();

	/**
	 * The part of the block that mixes the tokens.
	 * @return the attention
	 */
	Attention attention();

	/**
	 * Whether attention can be followed through the block, see {@link Attention#global}.
	 * @return whether the attention weights of the block are those of a global attention
	 */
	boolean attendsGlobally();

	/**
	 * The patch grid of the output.
	 * @param input the patch grid of the input
	 * @return the grid of all values of the block except its input; the same grid, unless
	 * the block merges patches
	 */
	default Grid grid(Grid input) {
		return input;
	}

	/**
	 * The number of channels of the tokens of the block.
	 * @param input the number of channels of the input
	 * @return the same number, unless the block merges patches
	 */
	default int dimension(int input) {
		return input;
	}

	/**
	 * The value of the block that explanations read if the request names no layer.
	 * @return the deepest value that a CAM can be computed of
	 */
	Site.Part defaultPart();

}
