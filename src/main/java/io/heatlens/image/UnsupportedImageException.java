package io.heatlens.image;

/**
 * Says that the bytes are no image of a format that is read here.
 */
public final class UnsupportedImageException extends ImageException {

	UnsupportedImageException(String found) {
		super("Unsupported image format: expected " + ImageFormat.LIST + ", found " + found);
	}

}
