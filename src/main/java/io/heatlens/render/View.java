package io.heatlens.render;

import java.util.Locale;

/**
 * What a picture shows.
 */
public enum View {

	/** The heatmap's colours over the photograph. */
	OVERLAY,

	/** The colours alone, transparent outside the region. */
	HEATMAP,

	/** The values alone, as 8-bit grey. */
	GREY;

	/**
	 * As the API names it.
	 * @return the name in lower case
	 */
	public String apiName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
