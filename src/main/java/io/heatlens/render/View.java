package io.heatlens.render;

import io.heatlens.api.ApiEnum;

/**
 * The content of a PNG file.
 */
public enum View implements ApiEnum {

	/** The heatmap's colours over the image. */
	OVERLAY(3),

	/** The heatmap's colours alone, transparent outside the region. */
	HEATMAP(4),

	/** The values as 8-bit grey. */
	GREY(1);

	private final int channels;

	View(int channels) {
		this.channels = channels;
	}

	int channels() {
		return this.channels;
	}

}
