package io.heatlens.image;

/**
 * Thrown when a file is not an image of a format that can be decoded.
 */
public final class UnsupportedImageException extends ImageException {

	UnsupportedImageException(String found) {
		super("Unsupported image format: expected " + ImageFormat.LIST + ", found " + found);
	}

}
