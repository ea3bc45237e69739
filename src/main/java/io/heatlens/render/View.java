package io.heatlens.render;

/**
 * What a picture shows.
 */
public enum View {

	/** The heatmap's colours over the photograph. */
	OVERLAY,

	/** The colours alone, transparent outside the region. */
	HEATMAP,

	/** The values alone, as 8-bit grey. */
	GREY

}
