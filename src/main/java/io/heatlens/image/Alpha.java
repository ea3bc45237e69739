package io.heatlens.image;

import io.heatlens.api.ApiEnum;

/**
 * What is done with the transparency of an image, since models take opaque pixels.
 */
public enum Alpha implements ApiEnum {

	/**
	 * Transparency is dropped and the colours are kept, also those that it hides, as
	 * Pillow's {@code convert("RGB")} does and with it the pipelines of most models.
	 */
	DROP,
	/** The image is put on a white background. */
	WHITE;

	/**
	 * Warns that an image has transparent pixels.
	 * @return the warning, which names what was done and the other choice
	 */
	String warning() {
		return switch (this) {
			case DROP ->
				"The image has transparent pixels. Their transparency was dropped, so the model saw the colours that it hides (alpha=drop, as Pillow's convert(\"RGB\")). With alpha=white they are put on white.";
			case WHITE ->
				"The image has transparent pixels, which were put on white (alpha=white). With alpha=drop their transparency is dropped, and the model sees the colours that it hides, as after Pillow's convert(\"RGB\").";
		};
	}

}
