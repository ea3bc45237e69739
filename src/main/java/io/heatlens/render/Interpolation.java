package io.heatlens.render;

import java.util.Locale;

/**
 * How a pixel gets its value from the grid's cells.
 */
public enum Interpolation {

	/** Between the centres of the four nearest cells. */
	BILINEAR,

	/** From the cell it lies in. */
	NEAREST;

	/**
	 * As the API names it.
	 * @return the name in lower case
	 */
	public String apiName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
