package io.heatlens.image;

/**
 * Thrown when an image has a known format but is damaged or cut short, when it is empty,
 * or when decoding it takes too long.
 */
public final class UnreadableImageException extends ImageException {

	UnreadableImageException(String message) {
		super(message);
	}

	UnreadableImageException(String message, Throwable cause) {
		super(message, cause);
	}

	/**
	 * Creates the error of an image whose samples are not unsigned integers.
	 * @param found the samples that the image has
	 * @return the error
	 */
	static UnreadableImageException samples(String found) {
		return new UnreadableImageException(
				"The image has samples of an unsupported type: expected unsigned integers of 1 to 16 bits, found %s. The file does not say which values are black and white: map them to 0 to 255, and send an 8-bit PNG."
					.formatted(found));
	}

}
