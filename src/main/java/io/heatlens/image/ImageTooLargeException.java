package io.heatlens.image;

/**
 * Says that an image has more pixels than are decoded here, before any of them is.
 */
public final class ImageTooLargeException extends ImageException {

	ImageTooLargeException(int width, int height, long maxPixels) {
		super("The image is too large: expected at most %d pixels, found %d x %d = %d".formatted(maxPixels, width,
				height, (long) width * height));
	}

	ImageTooLargeException(int width, int height, OutOfMemoryError cause) {
		super("The image is too large for this service's memory: found %d x %d pixels".formatted(width, height), cause);
	}

}
