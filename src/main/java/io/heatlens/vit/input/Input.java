package io.heatlens.vit.input;

/**
 * An image that is prepared as the input of a model.
 *
 * @param pixels the normalised values, channel by channel and row by row: channels x
 * height x width
 * @param region the rectangle of the upright original that the input covers, or only the
 * patch grid after {@link #covering}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Input(float[] pixels, Region region) {

	/**
	 * Reduces the region to the patch grid, without the pixels at the right and lower
	 * edge that fill no patch.
	 * @param size the size of the input, which the region covers so far
	 * @param grid the patch grid
	 * @param patch the size of a patch in pixels of the input
	 * @return the same pixels with the region of the grid
	 */
	public Input covering(InputSize size, Grid grid, InputSize patch) {
		double height = grid.rows() * patch.height() / (double) size.height();
		double width = grid.columns() * patch.width() / (double) size.width();
		return new Input(this.pixels, new Region(this.region.x(), this.region.y(), width * this.region.width(),
				height * this.region.height()));
	}

}
