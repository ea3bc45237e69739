package io.heatlens.explain.attention;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.vit.Captures;
import io.heatlens.vit.transformer.Site;

/**
 * Attention rollout (Abnar and Zuidema 2020): half of each token comes through the fused
 * attention, half past it, and the rows of that add up to 1.
 */
abstract class RolloutMethod extends AttentionMethod {

	/**
	 * Fuses the heads.
	 * @param captures of a batch
	 * @param block the block's attention
	 * @param options of the request
	 * @return shape (batch, queries, tokens), nothing negative
	 */
	abstract NDArray fused(Captures captures, Site block, MethodOptions options);

	@Override
	Step step(NDArray relevance, Captures captures, Site block, MethodOptions options) {
		NDArray fused = fused(captures, block, options); // (b,q,n)
		NDArray sums = fused.sum(new int[] { 2 }).add(1).expandDims(1); // (b,1,q)
		NDArray past = relevance.div(sums); // (b,1,q)
		return new Step(past.matMul(fused), past);
	}

}
