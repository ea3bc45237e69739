package io.heatlens.render;

/**
 * Maps the pixels along an image's width or height to the grid cells that they take their
 * values from. It is computed once per image.
 *
 * @param first the first pixel whose centre lies in the region
 * @param end the pixel after the last one whose centre lies in the region
 * @param lower per pixel from {@code first}, the cell at or before it
 * @param upper per pixel, the cell after {@code lower}, clamped to the grid
 * @param share per pixel, the weight of {@code upper}, from 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Axis(int first, int end, int[] lower, int[] upper, float[] share) {

	/**
	 * Maps the pixels of one axis to cells.
	 * @param pixels the number of pixels of the image along the axis
	 * @param start the start of the region, in pixels
	 * @param length the length of the region, in pixels
	 * @param cells the number of cells that share the region
	 * @param interpolation the way in which a pixel gets its value from cells
	 * @return the mapping
	 */
	static Axis of(int pixels, double start, double length, int cells, Interpolation interpolation) {
		int first = clamp((int) Math.ceil(start - 0.5), pixels);
		int end = clamp((int) Math.ceil(start + length - 0.5), pixels);
		int count = Math.max(0, end - first);
		Axis axis = new Axis(first, first + count, new int[count], new int[count], new float[count]);
		for (int i = 0; i < count; i++) {
			double position = (first + i + 0.5 - start) / length * cells; // in cells
			axis.place(i, position, cells, interpolation);
		}
		return axis;
	}

	// Interpolates bilinearly, as torch's interpolate does with align_corners=False.
	private void place(int i, double position, int cells, Interpolation interpolation) {
		double fromCentre = (interpolation == Interpolation.BILINEAR) ? Math.max(0, position - 0.5)
				: Math.floor(position);
		this.lower[i] = Math.min((int) fromCentre, cells - 1);
		this.upper[i] = Math.min(this.lower[i] + 1, cells - 1);
		this.share[i] = (float) (fromCentre - Math.floor(fromCentre));
	}

	private static int clamp(int pixel, int pixels) {
		return Math.max(0, Math.min(pixels, pixel));
	}

}
