package io.heatlens.vit;

/**
 * The size of a model's input.
 *
 * @param height in pixels
 * @param width in pixels
 */
public record InputSize(int height, int width) {

	/** Attention takes the square of this; published models have a tenth. */
	private static final int MOST_PATCHES = 16_384;

	public InputSize {
		if (height < 1 || height > 8192 || width < 1 || width > 8192) {
			throw new InvalidModelException("an input of %d x %d is not possible".formatted(height, width));
		}
	}

	/**
	 * Counts the patches that fit; a rest that fills no patch is outside the grid.
	 * @param patchHeight in pixels
	 * @param patchWidth in pixels
	 * @return the patch grid
	 */
	Grid grid(int patchHeight, int patchWidth) {
		if (this.height < patchHeight || this.width < patchWidth) {
			throw new InvalidModelException("an input of %d x %d has no room for a patch of %d x %d"
				.formatted(this.height, this.width, patchHeight, patchWidth));
		}
		Grid grid = new Grid(this.height / patchHeight, this.width / patchWidth);
		if (grid.patches() > MOST_PATCHES) {
			throw new InvalidModelException("a grid of %d x %d patches is larger than %d in all".formatted(grid.rows(),
					grid.columns(), MOST_PATCHES));
		}
		return grid;
	}

}
