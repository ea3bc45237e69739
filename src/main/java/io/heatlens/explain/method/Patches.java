package io.heatlens.explain.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.heatlens.vit.Model;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.InputSize;

/**
 * The pixels that belong to each patch. Pixels at the right and lower edge that do not
 * fill a patch belong to none.
 *
 * @param grid the grid of the patches
 * @param size the size of a patch in pixels
 */
public record Patches(Grid grid, InputSize size) {

	public static Patches of(Model model) {
		return new Patches(model.grid(), model.patch());
	}

	/**
	 * The patches of a map.
	 * @param model the model to explain
	 * @param grid the grid of the map, which is finer than that of the model at a layer
	 * before patches are merged
	 * @return the patches, which cover the same pixels as those of the model
	 */
	public static Patches of(Model model, Grid grid) {
		return new Patches(grid, new InputSize(model.grid().rows() * model.patch().height() / grid.rows(),
				model.grid().columns() * model.patch().width() / grid.columns()));
	}

	/**
	 * Cuts off the pixels that belong to no patch.
	 * @param pixels the pixels, shape (batch, channels, height, width)
	 * @return the pixels that the patches cover
	 */
	public NDArray covered(NDArray pixels) {
		int height = this.grid.rows() * this.size.height();
		int width = this.grid.columns() * this.size.width();
		Shape shape = pixels.getShape();
		return (shape.get(2) == height && shape.get(3) == width) ? pixels
				: pixels.get(":, :, :%d, :%d".formatted(height, width));
	}

	/**
	 * Adds up the pixels of each patch.
	 * @param pixels the pixels, shape (batch, channels, height, width)
	 * @return the sums over pixels and channels, shape (batch, patches)
	 */
	public NDArray sum(NDArray pixels) {
		NDArray sum = covered(pixels).sum(new int[] { 1 }); // (b,height,width)
		long batch = sum.getShape().get(0);
		return sum.reshape(batch, this.grid.rows(), this.size.height(), this.grid.columns(), this.size.width())
			.sum(new int[] { 2, 4 })
			.reshape(batch, this.grid.patches());
	}

	/**
	 * Sets a patch of one image to 0. In normalised pixels, that is the mean colour of
	 * the training set.
	 * @param pixels the pixels, shape (batch, channels, height, width), changed in place
	 * @param image the index of the image
	 * @param patch the index of the patch, row by row
	 */
	public void clear(NDArray pixels, int image, int patch) {
		// If a Java number were set, DJL would create an array that nothing closes.
		try (NDArray zeros = pixels.getManager().zeros(new Shape(1, 1, 1))) {
			pixels.set(index(image, patch), zeros);
		}
	}

	/**
	 * Copies a patch.
	 * @param from the pixels to copy, shape (1, channels, height, width)
	 * @param to the pixels to change in place, shape (1, channels, height, width)
	 * @param patch the index of the patch, row by row
	 */
	public void copy(NDArray from, NDArray to, int patch) {
		try (NDArray values = from.get(index(0, patch))) {
			to.set(index(0, patch), values);
		}
	}

	private NDIndex index(int image, int patch) {
		int y = top(patch);
		int x = left(patch);
		return new NDIndex("%d, :, %d:%d, %d:%d".formatted(image, y, y + this.size.height(), x, x + this.size.width()));
	}

	public int top(int patch) {
		return patch / this.grid.columns() * this.size.height();
	}

	public int left(int patch) {
		return patch % this.grid.columns() * this.size.width();
	}

}
