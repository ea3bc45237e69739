package io.heatlens.vit.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.InputSize;
import org.jspecify.annotations.Nullable;

/**
 * Cuts images into patches, projects these to tokens, adds the position embeddings, and
 * prepends the prefix tokens (Dosovitskiy et al. 2021, equation 1).
 *
 * @param kernel the projection, shape (dim, channels, patch height, patch width)
 * @param bias the bias of the projection, shape (dim), or null
 * @param prefix the CLS, distillation and register tokens, with their position embeddings
 * added where they have any, shape (1, prefix, dim)
 * @param positions the position embeddings of the patches, shape (1, patches, dim), or
 * null if positions enter elsewhere
 * @param grid the patch grid
 */
public record PatchEmbedding(NDArray kernel, @Nullable NDArray bias, NDArray prefix, @Nullable NDArray positions,
		Grid grid) {

	/**
	 * Computes tokens (batch, tokens, dim) of pixels (batch, channels, height, width).
	 */
	public NDArray forward(NDArray pixels) {
		Shape stride = this.kernel.getShape().slice(2);
		NDArray patches = Conv2d.conv2d(pixels, this.kernel, this.bias, stride, new Shape(0, 0), new Shape(1, 1), 1)
			.singletonOrThrow()
			.flatten(2, 3)
			.swapAxes(1, 2); // (b,p,d)
		if (this.positions != null) {
			patches = patches.add(this.positions);
		}
		Shape shape = this.prefix.getShape();
		if (shape.get(1) == 0) {
			return patches;
		}
		NDArray front = patches.getManager()
			.zeros(new Shape(patches.getShape().get(0), shape.get(1), shape.get(2)))
			.addi(this.prefix); // (b,m,d)
		return front.concat(patches, 1); // (b,n,d)
	}

	/** The size of a patch in pixels of the input. */
	public InputSize patch() {
		long[] kernel = this.kernel.getShape().getShape();
		return new InputSize((int) kernel[2], (int) kernel[3]);
	}

	/** The number of CLS, distillation and register tokens before the patch tokens. */
	public int prefixTokens() {
		return Math.toIntExact(this.prefix.getShape().get(1));
	}

}
