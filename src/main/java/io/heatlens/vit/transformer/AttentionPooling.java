package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.layer.Layer;
import io.heatlens.vit.layer.LayerNorm;
import io.heatlens.vit.layer.Linear;

/**
 * Attention pooling (Zhai et al. 2022, Scaling Vision Transformers, section 3.2): one
 * learned query attends to the tokens, and an MLP with a residual connection follows.
 *
 * @param query the projected query, which is divided by the square root of the head size,
 * shape (heads, size, 1)
 * @param keyValue the projection to the keys and the values, shape (2 dim, dim)
 * @param projection the projection of the concatenated heads, shape (dim, dim)
 * @param norm the LayerNorm before the MLP
 * @param mlp the MLP
 * @param readsPrefix whether the query attends to the prefix tokens as well
 * @param constant whether the attention weights are constants of the backward pass
 */
public record AttentionPooling(NDArray query, Linear keyValue, Linear projection, LayerNorm norm, Layer mlp,
		boolean readsPrefix, boolean constant) implements Pooling {

	/** Creates a pooling whose gradient is exact. */
	public AttentionPooling(NDArray query, Linear keyValue, Linear projection, LayerNorm norm, Layer mlp,
			boolean readsPrefix) {
		this(query, keyValue, projection, norm, mlp, readsPrefix, false);
	}

	@Override
	public NDArray forward(NDArray tokens, int prefixTokens, int depth, ForwardHook hook) {
		NDArray read = this.readsPrefix ? tokens : tokens.get(":, " + prefixTokens + ":"); // (b,n,d)
		Shape heads = this.query.getShape();
		NDArray parts = this.keyValue.forward(read)
			.reshape(read.getShape().get(0), read.getShape().get(1), 2, heads.get(0), heads.get(1))
			.transpose(2, 0, 3, 4, 1); // (2,b,h,s,n)
		// The keys are the left operand, so that the scores do not belong to the weights.
		NDArray scores = parts.get(0).mul(this.query).sum(new int[] { 2 }, true); // (b,h,1,n)
		NDArray weights = (this.constant ? scores.stopGradient() : scores).softmax(-1);
		weights = hook.at(Site.pooling(depth), weights);
		NDArray mixed = weights.matMul(parts.get(1).swapAxes(2, 3)); // (b,h,1,s)
		NDArray pooled = this.projection.forward(HeadProjection.join(mixed)); // (b,1,d)
		return pooled.add(this.mlp.forward(this.norm.forward(pooled))).squeeze(1); // (b,d)
	}

	@Override
	public AttentionPooling pruned() {
		return new AttentionPooling(this.query, this.keyValue, this.projection, this.norm.pruned(), this.mlp.pruned(),
				this.readsPrefix, true);
	}

}
