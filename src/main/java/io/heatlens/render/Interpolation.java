package io.heatlens.render;

/**
 * How a pixel gets its value from the grid's cells.
 */
public enum Interpolation {

	/** Between the centres of the four nearest cells. */
	BILINEAR,

	/** From the cell it lies in. */
	NEAREST

}
