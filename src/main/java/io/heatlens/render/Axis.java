package io.heatlens.render;

/**
 * Which cells each pixel of a row or a column takes its value from: worked out once for
 * the whole picture.
 *
 * @param first the first pixel whose centre lies in the region
 * @param end the pixel after the last one
 * @param lower for each pixel from {@code first}, the cell at or before it
 * @param upper the cell after it, clamped to the grid
 * @param share how much of {@code upper} it takes, from 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // within this package, never compared
record Axis(int first, int end, int[] lower, int[] upper, float[] share) {

	/**
	 * Lays cells along pixels.
	 * @param pixels how many there are
	 * @param start where the region begins, in pixels
	 * @param length how many pixels the region covers
	 * @param cells how many cells share the region
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

	/** Bilinear as torch's interpolate with {@code align_corners=False}. */
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
