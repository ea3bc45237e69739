package io.heatlens.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Hides the processing elements of ICC profiles (tags D2B0 to D2B3 and B2D0 to B2D3,
 * ICC.1:2010, 9.2) from the readers. Java's colour library, which cannot be interrupted,
 * simplifies the elements pair by pair, and any number of elements may share the same
 * bytes: a profile of one kilobyte could keep the library busy for minutes. Profiles with
 * elements also have tables or curves, which the library uses instead. The elements are
 * hidden in a copy, which is made once and only if there are any.
 */
final class ProfileGuard {

	/** The first of four tag names, which differ in the two lowest bits. */
	private static final int D2B0 = 0x44324230;

	private static final int B2D0 = 0x42324430;

	private static final int LOWEST_BITS = 3;

	/** The bit that is set in a lower-case letter and not in its upper-case letter. */
	private static final int LOWER_CASE = 0x20;

	private static final byte[] JPEG_PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

	/**
	 * The number of bytes of a profile's header and of the largest tag table that Java's
	 * library reads, which has 100 entries.
	 */
	private static final int TABLE = 128 + 4 + 100 * 12;

	private static final int FIRST_WEBP_CHUNK = 12;

	private final byte[] original;

	/** The original array until something is hidden, then a copy. */
	private byte[] guarded;

	ProfileGuard(byte[] bytes) {
		this.original = bytes;
		this.guarded = bytes;
	}

	/**
	 * Hides the elements of the profile in a JPEG file.
	 * @param bytes the file, which is not changed
	 * @return {@code bytes} if nothing has to be hidden, otherwise a changed copy
	 */
	static byte[] jpeg(byte[] bytes) {
		ProfileGuard guard = new ProfileGuard(bytes);
		guard.hideInJpeg();
		return guard.bytes();
	}

	/**
	 * Hides the elements of the profile in a WebP file.
	 * @param bytes the file, which is not changed
	 * @return {@code bytes} if nothing has to be hidden, otherwise a changed copy
	 */
	static byte[] webp(byte[] bytes) {
		ProfileGuard guard = new ProfileGuard(bytes);
		guard.hideInWebp();
		return guard.bytes();
	}

	/**
	 * Hides the elements of a profile.
	 * @param bytes the profile, which is not changed
	 * @return {@code bytes} if nothing has to be hidden, otherwise a changed copy
	 */
	static byte[] profile(byte[] bytes) {
		ProfileGuard guard = new ProfileGuard(bytes);
		guard.hide(0, bytes.length);
		return guard.bytes();
	}

	/**
	 * Returns the bytes for the reader.
	 * @return the original array if nothing was hidden, otherwise a changed copy
	 */
	byte[] bytes() {
		return this.guarded;
	}

	/**
	 * Hides the elements in each segment of a JPEG profile, wherever in the file such a
	 * segment may begin.
	 */
	void hideInJpeg() {
		int checked = 0;
		for (int at = findProfile(2); at < this.guarded.length; at = findProfile(at + 1)) {
			int length = ByteBuffer.wrap(this.guarded).getShort(at - 2) & 0xffff;
			int end = Math.min(at - 2 + length, this.guarded.length);
			// The bytes of the profile follow the segment's number and the number of
			// segments.
			int start = Math.min(at + JPEG_PROFILE.length + 2, end);
			// Segments can overlap: no byte is checked for each of them, or a file full
			// of beginnings would take a minute. A name can begin before the checked
			// part ends.
			if (end > checked) {
				hide(Math.max(start, checked - Integer.BYTES + 1), end);
				checked = end;
			}
			if (end - start < TABLE) {
				hideAtEnd(start, end);
			}
		}
	}

	private int findProfile(int from) {
		byte[] bytes = this.guarded;
		int at = from;
		while (at < bytes.length && (bytes[at] != JPEG_PROFILE[0] || !Arrays.equals(bytes, at,
				Math.min(at + JPEG_PROFILE.length, bytes.length), JPEG_PROFILE, 0, JPEG_PROFILE.length))) {
			at++;
		}
		return at;
	}

	// Hides a name that begins in the last bytes of a segment, since the next segment may
	// contain the rest of it.
	private void hideAtEnd(int from, int to) {
		int end = 0;
		for (int at = Math.max(from, to - Integer.BYTES + 1); at < to; at++) {
			end = (end << Byte.SIZE) | (this.guarded[at] & 0xff);
		}
		for (int length = 1; length < Integer.BYTES && length <= to - from; length++) {
			int rest = Byte.SIZE * (Integer.BYTES - length);
			int last = end & (-1 >>> rest);
			if (last == D2B0 >>> rest || last == B2D0 >>> rest) {
				hideName(to - length);
			}
		}
	}

	private void hideInWebp() {
		ByteBuffer file = ByteBuffer.wrap(this.original).order(ByteOrder.LITTLE_ENDIAN);
		long at = FIRST_WEBP_CHUNK;
		while (at + 8 <= this.original.length) {
			long end = at + 8 + (file.getInt((int) at + 4) & 0xffffffffL);
			if (Bytes.ascii(file.position((int) at), 4).equals("ICCP")) {
				hide((int) at + 8, (int) Math.min(end, this.original.length));
			}
			at = end + end % 2;
		}
	}

	/**
	 * Hides the elements of a profile that is a part of the bytes.
	 * @param from the position of the profile's first byte
	 * @param to the position after its last byte
	 */
	void hide(int from, int to) {
		byte[] bytes = this.guarded;
		int name = 0;
		for (int at = from; at < to; at++) {
			name = (name << Byte.SIZE) | (bytes[at] & 0xff);
			boolean elements = (name & ~LOWEST_BITS) == D2B0 || (name & ~LOWEST_BITS) == B2D0;
			if (elements && at - from >= Integer.BYTES - 1) {
				hideName(at - Integer.BYTES + 1);
			}
		}
	}

	// The library does not look for the name with a lower-case first letter.
	private void hideName(int at) {
		if (this.guarded == this.original) {
			this.guarded = this.original.clone();
		}
		this.guarded[at] |= (byte) LOWER_CASE;
	}

}
