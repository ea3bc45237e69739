package io.heatlens.vit.transformer;

import java.util.List;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.layer.Layer;

/**
 * Multi-head self-attention whose queries and keys are transformed before they are
 * compared: turned by their position, or normalised.
 *
 * @param qkv the projection to queries, keys and values
 * @param transforms what is done to the queries and the keys, in this order
 * @param projection the projection of the concatenated heads, shape (dim, dim)
 * @param constant whether the attention weights are constants of the backward pass
 */
public record TransformedAttention(HeadProjection qkv, List<HeadTransform> transforms, Layer projection,
		boolean constant) implements Attention {

	public TransformedAttention {
		transforms = List.copyOf(transforms);
	}

	/** Creates an attention whose gradient is exact. */
	public TransformedAttention(HeadProjection qkv, List<HeadTransform> transforms, Layer projection) {
		this(qkv, transforms, projection, false);
	}

	@Override
	public NDArray forward(NDArray tokens, long queries, int index, ForwardHook hook) {
		List<NDArray> parts = this.qkv.forward(tokens, queries);
		NDArray query = parts.get(0);
		NDArray key = parts.get(1);
		for (HeadTransform transform : this.transforms) {
			query = transform.query(query);
			key = transform.key(key);
		}
		NDArray scores = query.matMul(key.swapAxes(2, 3)); // (b,h,q,n)
		NDArray weights = (this.constant ? scores.stopGradient() : scores).softmax(-1);
		weights = hook.at(new Site(index, Site.Part.ATTENTION), weights);
		return this.projection.forward(HeadProjection.join(weights.matMul(parts.get(2)))); // (b,q,d)
	}

	@Override
	public TransformedAttention pruned() {
		return new TransformedAttention(this.qkv, this.transforms, this.projection.pruned(), true);
	}

}
