package io.heatlens.image;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits for reading and decoding uploads, and what is done with transparency.
 *
 * @param maxSize the largest request body, more than 0 bytes
 * @param maxPixels the most pixels of one image, from 1 to 500 million
 * @param maxPixelsInFlight the most pixels of all images being decoded at the same time,
 * at least {@code maxPixels}
 * @param alpha what is done with transparency if a request does not say it
 */
@ConfigurationProperties("heatlens.upload")
public record UploadLimits(@DefaultValue("10MB") DataSize maxSize, @DefaultValue("50000000") long maxPixels,
		@DefaultValue("200000000") long maxPixelsInFlight, @DefaultValue("drop") Alpha alpha) {

	/** Four bytes per pixel must fit into one array. */
	private static final long MAX_PIXELS_BOUND = 500_000_000;

	public UploadLimits {
		if (maxSize.toBytes() < 1) {
			throw new IllegalArgumentException(
					"heatlens.upload.max-size: expected more than 0 bytes, found " + maxSize.toBytes());
		}
		if (maxPixels < 1 || maxPixels > MAX_PIXELS_BOUND) {
			throw new IllegalArgumentException(
					"heatlens.upload.max-pixels: expected 1 to %d, found %d".formatted(MAX_PIXELS_BOUND, maxPixels));
		}
		if (maxPixelsInFlight < maxPixels || maxPixelsInFlight > Integer.MAX_VALUE) {
			throw new IllegalArgumentException(
					"heatlens.upload.max-pixels-in-flight: expected %d (max-pixels) to %d, found %d"
						.formatted(maxPixels, Integer.MAX_VALUE, maxPixelsInFlight));
		}
	}

	/**
	 * Refuses an image that is too large.
	 * @param width the width in pixels
	 * @param height the height in pixels
	 * @throws ImageTooLargeException if the image has too many pixels, or too many in a
	 * row or a column
	 */
	void checkDimensions(long width, long height) {
		if (width * height > this.maxPixels) {
			throw new ImageTooLargeException(width, height, this.maxPixels);
		}
		if (width > ImageTooLargeException.MAX_SIDE || height > ImageTooLargeException.MAX_SIDE) {
			throw new ImageTooLargeException(width, height);
		}
	}

}
