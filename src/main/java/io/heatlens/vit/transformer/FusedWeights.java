package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;

/**
 * The weights of all blocks of a model, as the module of {@link Kernels} takes them.
 */
sealed interface FusedWeights permits Kernels.Weights, WindowWeights {

	/**
	 * Runs some of the blocks.
	 * @param kernels the kernels that run them
	 * @param tokens the input of the first of these blocks, shape (batch, tokens, dim),
	 * float32
	 * @param alone whether the operations run on a single processor
	 * @param from the index of the first block
	 * @param to the index after the last block, more than {@code from}
	 * @return the output of the last block, float32, outside any graph, on the manager of
	 * the tokens
	 */
	NDArray run(Kernels kernels, NDArray tokens, boolean alone, int from, int to);

}
