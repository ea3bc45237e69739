package io.heatlens.vit.input;

/**
 * The rectangle of the upright original image that a patch grid covers, in pixels and
 * fractions of a pixel from its top left corner.
 *
 * @param x left edge, 0 or more
 * @param y top edge, 0 or more
 * @param width more than 0
 * @param height more than 0
 */
public record Region(double x, double y, double width, double height) {

	public Region {
		if (!(width > 0 && height > 0)) {
			throw new IllegalArgumentException("a region has a positive size");
		}
	}

}
