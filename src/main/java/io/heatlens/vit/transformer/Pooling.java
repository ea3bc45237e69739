package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.layer.BackwardRule;

/**
 * Which tokens a head reads, and how it combines them into one vector.
 */
public sealed interface Pooling permits TokenPooling, AttentionPooling {

	/**
	 * Combines the tokens of each image into one vector.
	 * @param tokens the tokens that are read, shape (batch, tokens, dim)
	 * @param prefixTokens the number of tokens before the patches
	 * @param depth the number of blocks
	 * @param hook the hook that is called with the weights of an attention pooling
	 * @return the vectors, shape (batch, dim), or (batch, 2 dim) where two are
	 * concatenated
	 */
	NDArray forward(NDArray tokens, int prefixTokens, int depth, ForwardHook hook);

	/**
	 * Creates a copy with {@link BackwardRule#PRUNED}.
	 * @return the pooling with the same weights
	 */
	Pooling pruned();

	/**
	 * The size of the vector of an image.
	 * @param dim the number of channels of the tokens
	 * @return the same number, unless vectors are concatenated
	 */
	default int size(int dim) {
		return dim;
	}

	/**
	 * The number of leading tokens that are read.
	 * @param tokens the number of all tokens
	 * @return the number of tokens that are read, 1 to {@code tokens}
	 */
	default long reads(long tokens) {
		return tokens;
	}

}
