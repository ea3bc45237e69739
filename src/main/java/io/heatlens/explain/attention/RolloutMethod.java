package io.heatlens.explain.attention;

import ai.djl.ndarray.NDArray;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.vit.Captures;
import io.heatlens.vit.transformer.Site;

/**
 * Base class of the attention rollouts (Abnar and Zuidema 2020). The matrix of a block is
 * its attention, fused over the heads, plus the identity for the residual connection,
 * with rows scaled to add up to 1.
 */
abstract class RolloutMethod extends AttentionMethod {

	/**
	 * Fuses the heads of a block's attention.
	 * @param captures the captures of the batch
	 * @param block the site of the block's attention
	 * @param options the options of the request
	 * @return the fused attention, without negative entries, shape (batch, queries,
	 * tokens)
	 */
	abstract NDArray fused(Captures captures, Site block, MethodOptions options);

	@Override
	Step step(NDArray relevance, Captures captures, Site block, MethodOptions options) {
		NDArray fused = fused(captures, block, options); // (b,q,n)
		NDArray sums = fused.sum(new int[] { 2 }).add(1).expandDims(1); // (b,1,q)
		NDArray past = relevance.div(sums); // (b,1,q)
		return new Step(past.matMul(fused), past);
	}

	@Override
	NDArray pooled(Captures captures, Site pooling, MethodOptions options) {
		return fused(captures, pooling, options);
	}

}
