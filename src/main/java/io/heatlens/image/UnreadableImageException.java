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

}
