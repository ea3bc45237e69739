package io.heatlens.image;

/**
 * Says that an image has more pixels than are decoded here, before any of them is.
 */
public final class ImageTooLargeException extends ImageException {

	/** What JPEG can say; a row or a column costs time of its own. */
	static final int MOST_A_SIDE = 65_535;

	ImageTooLargeException(long width, long height, long maxPixels) {
		super("The image is too large: expected at most %d pixels, found %d x %d = %d".formatted(maxPixels, width,
				height, width * height));
	}

	ImageTooLargeException(long width, long height) {
		super("The image is too large: expected at most %d pixels a side, found %d x %d".formatted(MOST_A_SIDE, width,
				height));
	}

	ImageTooLargeException(int width, int height, OutOfMemoryError cause) {
		super("The image is too large for this service's memory: found %d x %d pixels".formatted(width, height), cause);
	}

}
