package io.heatlens.render;

/**
 * What a picture shows.
 */
public enum View {

	/** The heatmap's colours over the photograph. */
	OVERLAY(3),

	/** The colours alone, transparent outside the region. */
	HEATMAP(4),

	/** The values alone, as 8-bit grey. */
	GREY(1);

	private final int channels;

	View(int channels) {
		this.channels = channels;
	}

	int channels() {
		return this.channels;
	}

}
