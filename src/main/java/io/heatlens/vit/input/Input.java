package io.heatlens.vit.input;

/**
 * An image as a model sees it.
 *
 * @param pixels normalised, channel by channel, row by row: 3 x height x width
 * @param region the rectangle of the upright original that the patch grid covers
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Input(float[] pixels, Region region) {

	/**
	 * Leaves pixels that fill no patch out of the region.
	 * @param size of the input, which the region covers until now
	 * @param grid of the patches
	 * @param patch size of a patch in pixels of the input
	 * @return the same pixels with the region of the grid
	 */
	public Input covering(InputSize size, Grid grid, InputSize patch) {
		double height = grid.rows() * patch.height() / (double) size.height();
		double width = grid.columns() * patch.width() / (double) size.width();
		return new Input(this.pixels, new Region(this.region.x(), this.region.y(), width * this.region.width(),
				height * this.region.height()));
	}

}
