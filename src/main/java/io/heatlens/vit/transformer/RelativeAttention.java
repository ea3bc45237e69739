package io.heatlens.vit.transformer;

import java.util.List;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.layer.Layer;

/**
 * Multi-head self-attention with a bias on the scores that depends on the position of the
 * key relative to the query (Bao et al. 2022, BEiT; Liu et al. 2021, equation 4).
 *
 * @param qkv the projection to queries, keys and values
 * @param bias the bias of each pair of tokens, shape (1, heads, tokens, tokens), or (1,
 * 1, tokens, tokens) if it is the same for all heads; it may have more tokens than there
 * are
 * @param projection the projection of the concatenated heads, shape (dim, dim)
 * @param constant whether the attention weights are constants of the backward pass
 */
public record RelativeAttention(HeadProjection qkv, NDArray bias, Layer projection,
		boolean constant) implements Attention {

	/** Creates an attention whose gradient is exact. */
	public RelativeAttention(HeadProjection qkv, NDArray bias, Layer projection) {
		this(qkv, bias, projection, false);
	}

	@Override
	public NDArray forward(NDArray tokens, long queries, int index, ForwardHook hook) {
		List<NDArray> parts = this.qkv.forward(tokens, queries);
		NDArray bias = this.bias.get(":, :, :" + queries + ", :" + tokens.getShape().get(1));
		bias.attach(tokens.getManager());
		NDArray scores = parts.get(0).matMul(parts.get(1).swapAxes(2, 3)).add(bias); // (b,h,q,n)
		NDArray weights = (this.constant ? scores.stopGradient() : scores).softmax(-1);
		weights = hook.at(new Site(index, Site.Part.ATTENTION), weights);
		return this.projection.forward(HeadProjection.join(weights.matMul(parts.get(2)))); // (b,q,d)
	}

	@Override
	public RelativeAttention pruned() {
		return new RelativeAttention(this.qkv, this.bias, this.projection.pruned(), true);
	}

}
