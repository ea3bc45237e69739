package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Multi-head self-attention (Dosovitskiy et al. 2021, appendix A, equations 5-8).
 *
 * @param qkv the projection to queries, keys and values, shape (3 dim, dim); the queries
 * are already divided by the square root of the head size
 * @param projection the projection of the concatenated heads, shape (dim, dim)
 * @param heads the number of heads
 * @param constant whether the attention weights are constants of the backward pass
 */
public record Attention(Linear qkv, Linear projection, int heads, boolean constant) {

	/**
	 * Mixes the tokens by their attention weights.
	 * @param tokens the tokens, shape (batch, tokens, dim), whose manager is closed after
	 * the block or the pass
	 * @param queries the number of leading tokens to compute
	 * @param index the index of the block
	 * @param hook the hook that is called with the attention weights
	 * @return the leading tokens, shape (batch, queries, dim)
	 */
	NDArray forward(NDArray tokens, long queries, int index, ForwardHook hook) {
		return this.projection.forward(
				(queries == tokens.getShape().get(1)) ? all(tokens, index, hook) : some(tokens, queries, index, hook));
	}

	private NDArray all(NDArray tokens, int index, ForwardHook hook) {
		Shape shape = tokens.getShape();
		NDArray parts = this.qkv.forward(tokens)
			.reshape(shape.get(0), shape.get(1), 3, this.heads, size(shape))
			.transpose(2, 0, 3, 1, 4); // (3,b,h,n,s)
		NDArray scores = parts.get(0).matMul(parts.get(1).swapAxes(2, 3)); // (b,h,n,n)
		return weights(scores, index, hook).matMul(parts.get(2)).swapAxes(1, 2).reshape(shape); // (b,n,d)
	}

	// With few queries, it is cheaper not to compute the keys and values of every token.
	// The products are reordered to (q Wk) x and (a x) Wv, so that the projections apply
	// to the queries. The bias of the keys adds the same number to the scores of all
	// tokens, which does not change their softmax.
	private NDArray some(NDArray tokens, long queries, int index, ForwardHook hook) {
		Shape shape = tokens.getShape();
		long batch = shape.get(0);
		long count = shape.get(1);
		NDManager manager = tokens.getManager();
		NDArray query = part(0, manager).forward(VisionTransformer.first(tokens, queries))
			.reshape(batch * queries, this.heads, size(shape))
			.swapAxes(0, 1); // (h,bq,s)
		NDArray folded = query.matMul(perHead(part(1, manager).weight(), shape)) // (h,bq,d)
			.reshape(this.heads, batch, queries, shape.get(2))
			.swapAxes(0, 1)
			.reshape(batch, this.heads * queries, shape.get(2)); // (b,hq,d)
		NDArray scores = folded.matMul(tokens.swapAxes(1, 2)).reshape(batch, this.heads, queries, count);
		NDArray weights = weights(scores, index, hook); // (b,h,q,n)
		return mix(weights, tokens, part(2, manager));
	}

	// The hook may have repeated the weights along the batch, for the same tokens.
	private NDArray mix(NDArray weights, NDArray tokens, Linear value) {
		Shape shape = tokens.getShape();
		long batch = weights.getShape().get(0);
		long queries = weights.getShape().get(2);
		NDArray mixed = weights.reshape(batch, this.heads * queries, shape.get(1))
			.matMul(tokens)
			.reshape(batch, this.heads, queries, shape.get(2))
			.swapAxes(0, 1)
			.reshape(this.heads, batch * queries, shape.get(2)); // (h,bq,d)
		mixed = mixed.matMul(perHead(value.weight(), shape).swapAxes(1, 2)); // (h,bq,s)
		if (value.bias() != null) {
			NDArray sums = weights.sum(new int[] { 3 }).swapAxes(0, 1).reshape(this.heads, batch * queries, 1);
			mixed = mixed.add(sums.mul(value.bias().reshape(this.heads, 1, size(shape))));
		}
		return mixed.swapAxes(0, 1).reshape(batch, queries, shape.get(2)); // (b,q,d)
	}

	private NDArray weights(NDArray scores, int index, ForwardHook hook) {
		NDArray weights = (this.constant ? scores.stopGradient() : scores).softmax(-1);
		return hook.at(new Site(index, Site.Part.ATTENTION), weights);
	}

	// Returns the projection to queries (0), keys (1) or values (2) alone.
	private Linear part(int part, NDManager manager) {
		long dim = this.qkv.weight().getShape().get(1);
		String rows = part * dim + ":" + (part + 1) * dim;
		NDArray weight = this.qkv.weight().get(rows);
		weight.attach(manager);
		NDArray bias = (this.qkv.bias() != null) ? this.qkv.bias().get(rows) : null;
		if (bias != null) {
			bias.attach(manager);
		}
		return new Linear(weight, bias);
	}

	private NDArray perHead(NDArray weight, Shape tokens) {
		return weight.reshape(this.heads, size(tokens), tokens.get(2)); // (h,s,d)
	}

	private long size(Shape tokens) {
		return tokens.get(2) / this.heads;
	}

	Attention pruned() {
		return new Attention(this.qkv, this.projection, this.heads, true);
	}

}
