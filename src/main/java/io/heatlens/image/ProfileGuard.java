package io.heatlens.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Hides the processing elements of ICC profiles (tags D2B0 to D2B3 and B2D0 to B2D3,
 * ICC.1:2010, 9.2) before a reader sees them. Java's library, which nothing can stop,
 * simplifies them pair by pair, and any number of them may share their bytes: a kilobyte
 * would keep it for minutes. Profiles that have them have tables or curves as well.
 */
final class ProfileGuard {

	/** The tags' names: these, and those of the next three digits. */
	private static final int D2B0 = 0x44324230;

	private static final int B2D0 = 0x42324430;

	private static final int LOW_DIGITS = 3;

	/** What makes a letter a small one. */
	private static final int LOWER = 0x20;

	private static final byte[] JPEG_PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

	/**
	 * Bytes of the largest table of tags that Java's library reads: a header, 100
	 * entries.
	 */
	private static final int TABLE = 128 + 4 + 100 * 12;

	private static final int FIRST_CHUNK_OF_WEBP = 12;

	private ProfileGuard() {
	}

	/**
	 * Disarms the profile in a JPEG file, wherever a segment of it may begin.
	 * @param bytes of the file, which may change
	 */
	static void jpeg(byte[] bytes) {
		for (int at = find(bytes, 2); at < bytes.length; at = find(bytes, at + 1)) {
			int length = ByteBuffer.wrap(bytes).getShort(at - 2) & 0xffff;
			int end = Math.min(at - 2 + length, bytes.length);
			// behind a number and a count
			int start = Math.min(at + JPEG_PROFILE.length + 2, end);
			disarm(bytes, start, end);
			if (end - start < TABLE) {
				disarmEnd(bytes, start, end);
			}
		}
	}

	// A name may go on in the next segment
	private static void disarmEnd(byte[] bytes, int from, int to) {
		int end = 0;
		for (int at = Math.max(from, to - Integer.BYTES + 1); at < to; at++) {
			end = (end << Byte.SIZE) | (bytes[at] & 0xff);
		}
		for (int length = 1; length < Integer.BYTES && length <= to - from; length++) {
			int rest = Byte.SIZE * (Integer.BYTES - length);
			int last = end & (-1 >>> rest);
			if (last == D2B0 >>> rest || last == B2D0 >>> rest) {
				bytes[to - length] |= (byte) LOWER;
			}
		}
	}

	private static int find(byte[] bytes, int from) {
		int at = from;
		while (at < bytes.length && (bytes[at] != JPEG_PROFILE[0] || !Arrays.equals(bytes, at,
				Math.min(at + JPEG_PROFILE.length, bytes.length), JPEG_PROFILE, 0, JPEG_PROFILE.length))) {
			at++;
		}
		return at;
	}

	/**
	 * Disarms the profile in a WebP file.
	 * @param bytes of the file, which may change
	 */
	static void webp(byte[] bytes) {
		ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		long at = FIRST_CHUNK_OF_WEBP;
		while (at + 8 <= bytes.length) {
			long end = at + 8 + (file.getInt((int) at + 4) & 0xffffffffL);
			if (Bytes.ascii(file.position((int) at), 4).equals("ICCP")) {
				disarm(bytes, (int) at + 8, (int) Math.min(end, bytes.length));
			}
			at = end + end % 2;
		}
	}

	/**
	 * Disarms a profile.
	 * @param bytes that hold it, which may change
	 * @param from its first byte
	 * @param to behind its last
	 */
	static void disarm(byte[] bytes, int from, int to) {
		int name = 0;
		for (int at = from; at < to; at++) {
			name = (name << Byte.SIZE) | (bytes[at] & 0xff);
			boolean elements = (name & ~LOW_DIGITS) == D2B0 || (name & ~LOW_DIGITS) == B2D0;
			if (elements && at - from >= Integer.BYTES - 1) {
				// to a name that nobody looks for, by its first letter
				bytes[at - Integer.BYTES + 1] |= (byte) LOWER;
			}
		}
	}

}
