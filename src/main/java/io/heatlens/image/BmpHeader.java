package io.heatlens.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The size that a BMP file says it has: Java's reader fails on large ones before it can
 * be asked.
 */
final class BmpHeader {

	private static final int LENGTH_AT = 14;

	private static final int WIDTH_AT = 18;

	private static final int HEIGHT_AT = 22;

	private static final int END = 26;

	/** Shorter headers have shorter sizes, too. */
	private static final int LONG_HEADER = 40;

	private BmpHeader() {
	}

	/**
	 * Refuses what is too large.
	 * @param bytes of the file
	 * @param limits of the service
	 * @throws ImageTooLargeException if it is
	 */
	static void check(byte[] bytes, UploadLimits limits) {
		ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		if (bytes.length >= END && file.getInt(LENGTH_AT) >= LONG_HEADER) {
			// a height below 0 means that the top row comes first
			limits.check(file.getInt(WIDTH_AT), Math.abs((long) file.getInt(HEIGHT_AT)));
		}
	}

}
