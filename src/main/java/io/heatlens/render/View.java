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
	GREY(1),

	/** The selected patches in white on black. */
	MASK(1),

	/** The image with a line around the selected patches. */
	OUTLINE(3);

	private final int channels;

	View(int channels) {
		this.channels = channels;
	}

	/**
	 * Whether the picture shows which patches are selected, instead of values.
	 * @return true for a mask and an outline
	 */
	public boolean selects() {
		return this == MASK || this == OUTLINE;
	}

	int channels() {
		return this.channels;
	}

}
