package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.transformer.VisionTransformer.Linear;

/**
 * Multi-head self-attention (Dosovitskiy et al. 2021, appendix A, equations 5-8).
 *
 * @param qkv queries, divided by the root of the head size, keys and values, (3 dim, dim)
 * @param projection of the concatenated heads, (dim, dim)
 * @param heads how many
 * @param constant whether the weights it mixes with have no gradient
 */
public record Attention(Linear qkv, Linear projection, int heads, boolean constant) {

	/**
	 * Mixes tokens.
	 * @param tokens shape (batch, tokens, dim); its manager's end is that of the pass
	 * @param queries how many leading tokens are read
	 * @param index of the block
	 * @param tap sees the weights
	 * @return shape (batch, queries, dim)
	 */
	NDArray forward(NDArray tokens, long queries, int index, ForwardHook tap) {
		return this.projection.forward(
				(queries == tokens.getShape().get(1)) ? all(tokens, index, tap) : some(tokens, queries, index, tap));
	}

	private NDArray all(NDArray tokens, int index, ForwardHook tap) {
		Shape shape = tokens.getShape();
		NDArray parts = this.qkv.forward(tokens)
			.reshape(shape.get(0), shape.get(1), 3, this.heads, size(shape))
			.transpose(2, 0, 3, 1, 4); // (3,b,h,n,s)
		NDArray scores = parts.get(0).matMul(parts.get(1).swapAxes(2, 3)); // (b,h,n,n)
		return weights(scores, index, tap).matMul(parts.get(2)).swapAxes(1, 2).reshape(shape); // (b,n,d)
	}

	// With few queries keys and values of every token are not worth their price: the
	// projections go to the queries' side of the products, (q Wk) x and (a x) Wv. What a
	// key's bias adds is the same for every token, and softmax takes no notice of it.
	private NDArray some(NDArray tokens, long queries, int index, ForwardHook tap) {
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
		NDArray weights = weights(scores, index, tap); // (b,h,q,n)
		return mix(weights, tokens, part(2, manager));
	}

	// There may be several weights for the same tokens.
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

	private NDArray weights(NDArray scores, int index, ForwardHook tap) {
		NDArray weights = (this.constant ? scores.stopGradient() : scores).softmax(-1);
		return tap.at(new Site(index, Site.Part.ATTENTION), weights);
	}

	// queries, keys or values alone
	private Linear part(int part, NDManager manager) {
		long dim = this.qkv.weight().getShape().get(1);
		return this.qkv.rows(part * dim, (part + 1) * dim, manager);
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
