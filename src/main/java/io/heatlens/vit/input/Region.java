package io.heatlens.vit.input;

/**
 * A rectangle of the upright original image, in pixels and fractions of a pixel from its
 * top left corner. A size that is not positive is refused with an
 * {@link IllegalArgumentException}.
 *
 * @param x the left edge, 0 or more
 * @param y the top edge, 0 or more
 * @param width the width, more than 0
 * @param height the height, more than 0
 */
public record Region(double x, double y, double width, double height) {

	public Region {
		if (!(width > 0 && height > 0)) {
			throw new IllegalArgumentException(
					"A region should have a positive size, but has %s x %s.".formatted(width, height));
		}
	}

}
