package io.heatlens.render;

/**
 * How a heatmap is to be drawn.
 *
 * @param view what the picture shows
 * @param colorMap which colours stand for 0 to 1
 * @param opacity of the heatmap over the photograph, from 0 to 1
 * @param interpolation how pixels get their values
 */
public record RenderOptions(View view, ColorMap colorMap, double opacity, Interpolation interpolation) {

	public RenderOptions {
		if (!(opacity >= 0 && opacity <= 1)) {
			throw new IllegalArgumentException("opacity: expected 0 to 1, found " + opacity);
		}
	}

}
