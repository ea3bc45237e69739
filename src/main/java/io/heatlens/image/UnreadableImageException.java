package io.heatlens.image;

/**
 * Says that an image is of a known format but damaged, cut short or empty.
 */
public final class UnreadableImageException extends ImageException {

	UnreadableImageException(String message) {
		super(message);
	}

	UnreadableImageException(String message, Throwable cause) {
		super(message, cause);
	}

}
