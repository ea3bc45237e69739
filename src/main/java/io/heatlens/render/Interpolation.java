package io.heatlens.render;

import io.heatlens.api.ApiEnum;

/**
 * The way in which a pixel gets its value from the cells of the grid.
 */
public enum Interpolation implements ApiEnum {

	/** Interpolates between the centres of the four nearest cells. */
	BILINEAR,

	/** Takes the value of the cell that the pixel lies in. */
	NEAREST

}
