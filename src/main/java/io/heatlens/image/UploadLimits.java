package io.heatlens.image;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much of an upload is read and decoded.
 *
 * @param maxSize bytes of one request body, more than 0
 * @param maxPixels pixels of one image, from 1 to 500 million
 * @param maxPixelsInFlight pixels of all images being decoded at one time, at least
 * {@code maxPixels}
 */
@ConfigurationProperties("heatlens.upload")
public record UploadLimits(@DefaultValue("10MB") DataSize maxSize, @DefaultValue("50000000") long maxPixels,
		@DefaultValue("200000000") long maxPixelsInFlight) {

	/** Four bytes a pixel have to fit one array. */
	private static final long MOST_PIXELS = 500_000_000;

	public UploadLimits {
		if (maxSize.toBytes() < 1) {
			throw new IllegalArgumentException(
					"heatlens.upload.max-size: expected more than 0 bytes, found " + maxSize.toBytes());
		}
		if (maxPixels < 1 || maxPixels > MOST_PIXELS) {
			throw new IllegalArgumentException(
					"heatlens.upload.max-pixels: expected 1 to %d, found %d".formatted(MOST_PIXELS, maxPixels));
		}
		if (maxPixelsInFlight < maxPixels || maxPixelsInFlight > Integer.MAX_VALUE) {
			throw new IllegalArgumentException(
					"heatlens.upload.max-pixels-in-flight: expected %d (max-pixels) to %d, found %d"
						.formatted(maxPixels, Integer.MAX_VALUE, maxPixelsInFlight));
		}
	}

	/**
	 * Refuses what is too large.
	 * @param width in pixels
	 * @param height in pixels
	 * @throws ImageTooLargeException if it is
	 */
	void check(long width, long height) {
		if (width * height > this.maxPixels) {
			throw new ImageTooLargeException(width, height, this.maxPixels);
		}
		if (width > ImageTooLargeException.MOST_A_SIDE || height > ImageTooLargeException.MOST_A_SIDE) {
			throw new ImageTooLargeException(width, height);
		}
	}

}
