package io.heatlens.vit;

import ai.djl.ndarray.NDArray;

/**
 * What one backward pass saw at a site, prefix tokens dropped. Token
 * {@code row * columns + column} is the patch at that row and column.
 *
 * @param site where
 * @param grid of the patches
 * @param activations float32, shape (batch, patches, dim)
 * @param gradients of each image's target score with respect to them, float32, shape
 * (batch, patches, dim)
 */
public record Capture(Site site, Grid grid, NDArray activations, NDArray gradients) implements AutoCloseable {

	/**
	 * A map whose largest value is below this share of its {@link #magnitudes()
	 * magnitude} is what rounding left of a sum that cancelled.
	 */
	public static final float CANCELLED = 1e-5f;

	/** Gives the memory back that the pass took. */
	@Override
	public void close() {
		this.gradients.getManager().close();
	}

	/**
	 * How large a map could be if nothing cancelled.
	 * @return for each image the largest sum over channels of |gradient x activation|
	 */
	public float[] magnitudes() {
		return this.activations.mul(this.gradients).abs().sum(new int[] { 2 }).max(new int[] { 1 }).toFloatArray();
	}

}
