package io.heatlens.vit.transformer;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.layer.Layer;
import org.jspecify.annotations.Nullable;

/**
 * Multi-head self-attention within windows, with a bias on the scores that depends on the
 * position of the key relative to the query (Liu et al. 2021, Swin Transformer, equations
 * 3 and 4). With transforms, the scores are those of Swin Transformer V2 (Liu et al.
 * 2022, equation 2). The hook is not called with the attention weights.
 *
 * @param windows the windows
 * @param qkv the projection to queries, keys and values
 * @param transforms what is done to the queries and the keys, in this order
 * @param bias the bias of each pair of tokens of a window, shape (1, heads, window
 * tokens, window tokens)
 * @param mask the mask of shifted windows, shape (windows, 1, window tokens, window
 * tokens), or null
 * @param projection the projection of the concatenated heads, shape (dim, dim)
 * @param constant whether the attention weights are constants of the backward pass
 */
public record WindowAttention(Windows windows, HeadProjection qkv, List<HeadTransform> transforms, NDArray bias,
		@Nullable NDArray mask, Layer projection, boolean constant) implements Attention {

	public WindowAttention {
		transforms = List.copyOf(transforms);
	}

	/** Creates an attention whose gradient is exact. */
	public WindowAttention(Windows windows, HeadProjection qkv, List<HeadTransform> transforms, NDArray bias,
			@Nullable NDArray mask, Layer projection) {
		this(windows, qkv, transforms, bias, mask, projection, false);
	}

	/** Computes all tokens, which is what every model with windows reads. */
	@Override
	public NDArray forward(NDArray tokens, long queries, int index, ForwardHook hook) {
		NDArray windows = this.windows.divide(tokens); // (bw,m,d)
		List<NDArray> parts = this.qkv.forward(windows, windows.getShape().get(1)); // (bw,h,m,s)
		NDArray query = parts.get(0);
		NDArray key = parts.get(1);
		for (HeadTransform transform : this.transforms) {
			query = transform.query(query);
			key = transform.key(key);
		}
		NDArray scores = masked(query.matMul(key.swapAxes(2, 3)).add(this.bias)); // (bw,h,m,m)
		NDArray weights = (this.constant ? scores.stopGradient() : scores).softmax(-1);
		NDArray mixed = HeadProjection.join(weights.matMul(parts.get(2))); // (bw,m,d)
		return this.windows.join(this.projection.forward(mixed)); // (b,n,d)
	}

	private NDArray masked(NDArray scores) {
		if (this.mask == null) {
			return scores;
		}
		Shape shape = scores.getShape();
		long count = this.windows.count();
		return scores.reshape(shape.get(0) / count, count, shape.get(1), shape.get(2), shape.get(3))
			.add(this.mask) // (b,w,h,m,m)
			.reshape(shape);
	}

	@Override
	public WindowAttention pruned() {
		return new WindowAttention(this.windows, this.qkv, this.transforms, this.bias, this.mask,
				this.projection.pruned(), true);
	}

	@Override
	public boolean global() {
		return false;
	}

}
