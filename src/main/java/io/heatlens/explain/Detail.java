package io.heatlens.explain;

/**
 * How fine a map is.
 */
public enum Detail {

	/** One value a patch. */
	PATCH,
	/**
	 * One value a pixel of the model's input: each patch's value spread over its pixels.
	 */
	PIXEL

}
