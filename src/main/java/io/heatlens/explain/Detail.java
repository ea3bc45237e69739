package io.heatlens.explain;

import io.heatlens.api.ApiEnum;

/**
 * How fine a map is.
 */
public enum Detail implements ApiEnum {

	/** One value a patch. */
	PATCH,
	/**
	 * One value a pixel of the model's input: each patch's value spread over its pixels.
	 */
	PIXEL

}
