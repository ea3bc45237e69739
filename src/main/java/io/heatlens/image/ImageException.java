package io.heatlens.image;

/**
 * Says why uploaded bytes could not become a picture, in words meant for the client who
 * sent them.
 */
public abstract sealed class ImageException extends RuntimeException
		permits UnsupportedImageException, UnreadableImageException, ImageTooLargeException {

	ImageException(String message, Throwable cause) {
		super(message, cause);
	}

	ImageException(String message) {
		super(message);
	}

}
