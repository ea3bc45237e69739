package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.layer.Layer;
import io.heatlens.vit.layer.Linear;

/**
 * Multi-head self-attention (Dosovitskiy et al. 2021, appendix A, equations 5-8).
 *
 * @param qkv the projection to queries, keys and values
 * @param projection the projection of the concatenated heads, shape (dim, dim)
 * @param constant whether the attention weights are constants of the backward pass
 */
public record MultiHeadAttention(HeadProjection qkv, Layer projection, boolean constant) implements Attention {

	/** Creates an attention whose gradient is exact. */
	public MultiHeadAttention(HeadProjection qkv, Layer projection) {
		this(qkv, projection, false);
	}

	@Override
	public NDArray forward(NDArray tokens, long queries, int index, ForwardHook hook) {
		return this.projection.forward(
				(queries == tokens.getShape().get(1)) ? all(tokens, index, hook) : some(tokens, queries, index, hook));
	}

	private NDArray all(NDArray tokens, int index, ForwardHook hook) {
		var parts = this.qkv.forward(tokens, tokens.getShape().get(1));
		NDArray scores = parts.get(0).matMul(parts.get(1).swapAxes(2, 3)); // (b,h,n,n)
		return HeadProjection.join(weights(scores, index, hook).matMul(parts.get(2))); // (b,n,d)
	}

	// With few queries, it is cheaper not to compute the keys and values of every token.
	// The products are reordered to (q Wk) x and (a x) Wv, so that the projections apply
	// to the queries. The bias of the keys adds the same number to the scores of all
	// tokens, which does not change their softmax.
	private NDArray some(NDArray tokens, long queries, int index, ForwardHook hook) {
		Shape shape = tokens.getShape();
		int heads = this.qkv.heads();
		long batch = shape.get(0);
		long count = shape.get(1);
		NDManager manager = tokens.getManager();
		NDArray query = this.qkv.part(0, 1, manager)
			.forward(VisionTransformer.first(tokens, queries))
			.reshape(batch * queries, heads, size(shape))
			.swapAxes(0, 1); // (h,bq,s)
		NDArray folded = query.matMul(perHead(this.qkv.part(1, 2, manager).weight(), shape)) // (h,bq,d)
			.reshape(heads, batch, queries, shape.get(2))
			.swapAxes(0, 1)
			.reshape(batch, heads * queries, shape.get(2)); // (b,hq,d)
		NDArray scores = folded.matMul(tokens.swapAxes(1, 2)).reshape(batch, heads, queries, count);
		NDArray weights = weights(scores, index, hook); // (b,h,q,n)
		return mix(weights, tokens, this.qkv.part(2, 3, manager));
	}

	// The hook may have repeated the weights along the batch, for the same tokens.
	private NDArray mix(NDArray weights, NDArray tokens, Linear value) {
		Shape shape = tokens.getShape();
		int heads = this.qkv.heads();
		long batch = weights.getShape().get(0);
		long queries = weights.getShape().get(2);
		NDArray mixed = weights.reshape(batch, heads * queries, shape.get(1))
			.matMul(tokens)
			.reshape(batch, heads, queries, shape.get(2))
			.swapAxes(0, 1)
			.reshape(heads, batch * queries, shape.get(2)); // (h,bq,d)
		mixed = mixed.matMul(perHead(value.weight(), shape).swapAxes(1, 2)); // (h,bq,s)
		if (value.bias() != null) {
			NDArray sums = weights.sum(new int[] { 3 }).swapAxes(0, 1).reshape(heads, batch * queries, 1);
			mixed = mixed.add(sums.mul(value.bias().reshape(heads, 1, size(shape))));
		}
		return mixed.swapAxes(0, 1).reshape(batch, queries, shape.get(2)); // (b,q,d)
	}

	private NDArray weights(NDArray scores, int index, ForwardHook hook) {
		NDArray weights = (this.constant ? scores.stopGradient() : scores).softmax(-1);
		return hook.at(new Site(index, Site.Part.ATTENTION), weights);
	}

	private NDArray perHead(NDArray weight, Shape tokens) {
		return weight.reshape(this.qkv.heads(), size(tokens), tokens.get(2)); // (h,s,d)
	}

	private long size(Shape tokens) {
		return tokens.get(2) / this.qkv.heads();
	}

	@Override
	public MultiHeadAttention pruned() {
		return new MultiHeadAttention(this.qkv, this.projection.pruned(), true);
	}

}
