package io.heatlens.vit;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.transformer.Site;
import org.jspecify.annotations.Nullable;

/**
 * The activations of a layer at the patches, without prefix tokens, and their gradients
 * after a backward pass. Token {@code row * columns + column} is the patch at that row
 * and column.
 */
public final class LayerCapture {

	/**
	 * The share of the {@linkplain #magnitudes() magnitude} below which the largest value
	 * of a map is only the rounding error of sums that cancelled.
	 */
	public static final float CANCELLED = 1e-5f;

	private final Site site;

	private final Grid grid;

	private final NDArray activations;

	private final @Nullable NDArray gradients;

	LayerCapture(Site site, Grid grid, NDArray activations, @Nullable NDArray gradients) {
		this.site = site;
		this.grid = grid;
		this.activations = activations;
		this.gradients = gradients;
	}

	public Grid grid() {
		return this.grid;
	}

	/**
	 * The output of the layer.
	 * @return the activations, float32, shape (batch, patches, dim)
	 */
	public NDArray activations() {
		return this.activations;
	}

	/**
	 * The gradient of the score of each image with respect to the activations.
	 * @return the gradients, float32, shape (batch, patches, dim)
	 * @throws IllegalStateException if the layer was not differentiated
	 */
	public NDArray gradients() {
		if (this.gradients == null) {
			throw new IllegalStateException("There is no gradient at %s.".formatted(this.site.name()));
		}
		return this.gradients;
	}

	/**
	 * How large the values of a map would be if nothing cancelled.
	 * @return per image the largest sum over channels of |gradient x activation|; 0
	 * without gradients
	 */
	public float[] magnitudes() {
		if (this.gradients == null) {
			return new float[Math.toIntExact(this.activations.getShape().get(0))];
		}
		return this.activations.mul(this.gradients).abs().sum(new int[] { 2 }).max(new int[] { 1 }).toFloatArray();
	}

}
