package io.heatlens.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Checks the size that the header of a BMP file states, because Java's reader fails on a
 * large image before it returns the size.
 */
final class BmpHeader {

	private static final int LENGTH_AT = 14;

	private static final int WIDTH_AT = 18;

	private static final int HEIGHT_AT = 22;

	private static final int HEIGHT_END = 26;

	/** The shortest header with sizes of 32 bits; older ones have sizes of 16 bits. */
	private static final int LONG_HEADER = 40;

	private BmpHeader() {
	}

	/**
	 * Refuses an image that is too large.
	 * @param bytes the file
	 * @param limits the limits of the service
	 * @throws ImageTooLargeException if the image exceeds a limit
	 */
	static void check(byte[] bytes, UploadLimits limits) {
		ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		if (bytes.length >= HEIGHT_END && file.getInt(LENGTH_AT) >= LONG_HEADER) {
			// A negative height means that the top row comes first.
			limits.checkDimensions(file.getInt(WIDTH_AT), Math.abs((long) file.getInt(HEIGHT_AT)));
		}
	}

}
