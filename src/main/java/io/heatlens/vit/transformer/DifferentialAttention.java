package io.heatlens.vit.transformer;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.layer.Layer;
import io.heatlens.vit.layer.RmsNorm;

/**
 * Differential attention (Ye et al. 2025, Differential Transformer, equations 1 and 3):
 * each head subtracts a second map of attention weights from a first one. The weights may
 * be negative and do not add up to 1, so that the hook is not called with them.
 *
 * @param qkv the projection to queries, keys and values, with two queries and two keys of
 * half the size for each head
 * @param lambda the factor of the second map, shape (1)
 * @param norm the normalisation of the values of each head, shape (size)
 * @param projection the projection of the concatenated heads, shape (dim, dim)
 * @param constant whether the attention weights are constants of the backward pass
 */
public record DifferentialAttention(HeadProjection qkv, NDArray lambda, RmsNorm norm, Layer projection,
		boolean constant) implements Attention {

	/** Creates an attention whose gradient is exact. */
	public DifferentialAttention(HeadProjection qkv, NDArray lambda, RmsNorm norm, Layer projection) {
		this(qkv, lambda, norm, projection, false);
	}

	@Override
	public NDArray forward(NDArray tokens, long queries, int index, ForwardHook hook) {
		List<NDArray> parts = this.qkv.forward(tokens, queries);
		NDArray scores = pairs(parts.get(0)).matMul(pairs(parts.get(1)).swapAxes(3, 4)); // (b,h,2,q,n)
		NDArray weights = (this.constant ? scores.stopGradient() : scores).softmax(-1);
		NDArray difference = weights.get(":, :, 0").sub(weights.get(":, :, 1").mul(this.lambda)); // (b,h,q,n)
		NDArray mixed = this.norm.forward(difference.matMul(parts.get(2))); // (b,h,q,s)
		return this.projection.forward(HeadProjection.join(mixed)); // (b,q,d)
	}

	// Divides each head into its two halves.
	private static NDArray pairs(NDArray heads) {
		Shape shape = heads.getShape();
		return heads.reshape(shape.get(0), shape.get(1), shape.get(2), 2, shape.get(3) / 2).transpose(0, 1, 3, 2, 4); // (b,h,2,n,s/2)
	}

	@Override
	public DifferentialAttention pruned() {
		return new DifferentialAttention(this.qkv, this.lambda, this.norm.pruned(), this.projection.pruned(), true);
	}

	@Override
	public boolean global() {
		return false;
	}

}
