package io.heatlens.render;

/**
 * Options for drawing a heatmap.
 *
 * @param view the content of the PNG file
 * @param colorMap the colours for values from 0 to 1
 * @param opacity the opacity of the heatmap over the image, from 0 to 1
 * @param interpolation the way in which pixels get their values from the grid
 */
public record RenderOptions(View view, ColorMap colorMap, double opacity, Interpolation interpolation) {

	public RenderOptions {
		if (!(opacity >= 0 && opacity <= 1)) {
			throw new IllegalArgumentException("opacity: expected 0 to 1, found " + opacity);
		}
	}

}
