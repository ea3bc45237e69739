package io.heatlens.explain;

import io.heatlens.api.ApiEnum;

/**
 * The resolution of a map.
 */
public enum Detail implements ApiEnum {

	/** One value per patch. */
	PATCH,
	/**
	 * One value per pixel of the model's input: the value of each patch is distributed
	 * over its pixels.
	 */
	PIXEL

}
