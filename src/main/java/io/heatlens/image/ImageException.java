package io.heatlens.image;

/**
 * Thrown when an uploaded file cannot be decoded. The message is written for the client
 * that sent the file.
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
