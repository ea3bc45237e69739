package io.heatlens.image;

/**
 * Thrown when an image has more pixels than the limits or the memory of the service
 * allow.
 */
public final class ImageTooLargeException extends ImageException {

	/** The maximum of JPEG; each row and column costs time besides its pixels. */
	static final int MAX_SIDE = 65_535;

	ImageTooLargeException(long width, long height, long maxPixels) {
		super("The image is too large: expected at most %d pixels, found %d x %d = %d".formatted(maxPixels, width,
				height, width * height));
	}

	ImageTooLargeException(long width, long height) {
		super("The image is too large: expected at most %d pixels per side, found %d x %d".formatted(MAX_SIDE, width,
				height));
	}

	ImageTooLargeException(int width, int height, OutOfMemoryError cause) {
		super("The image is too large for this service's memory: found %d x %d pixels".formatted(width, height), cause);
	}

}
