package io.heatlens.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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

	private static final int DIGIT = 3;

	/** What makes a letter a small one. */
	private static final int LOWER = 0x20;

	private static final int APP2 = 0xe2;

	private static final String JPEG_PROFILE = "ICC_PROFILE\0";

	private static final int FIRST_CHUNK_OF_WEBP = 12;

	private ProfileGuard() {
	}

	/**
	 * Disarms the profile in a JPEG file, whose pieces its reader joins in their order or
	 * by their numbers.
	 * @param bytes of the file, which may change
	 */
	static void jpeg(byte[] bytes) {
		List<Piece> pieces = new ArrayList<>();
		int at = 2;
		while (at + 4 <= bytes.length && (bytes[at] & 0xff) == 0xff) {
			int marker = bytes[at + 1] & 0xff;
			int end = at + 2 + (ByteBuffer.wrap(bytes).getShort(at + 2) & 0xffff);
			int data = at + 4 + JPEG_PROFILE.length();
			if (marker == APP2 && data + 2 <= Math.min(end, bytes.length)
					&& Bytes.ascii(ByteBuffer.wrap(bytes, at + 4, JPEG_PROFILE.length()), JPEG_PROFILE.length())
						.equals(JPEG_PROFILE)) {
				pieces.add(new Piece(data + 2, Math.min(end, bytes.length), bytes[data] & 0xff));
			}
			at = end;
		}
		disarm(bytes, pieces);
		pieces.sort(Comparator.comparingInt(Piece::number));
		disarm(bytes, pieces);
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
		disarm(bytes, List.of(new Piece(from, to, 0)));
	}

	private static void disarm(byte[] bytes, List<Piece> pieces) {
		int name = 0;
		int[] last = new int[Integer.BYTES];
		int count = 0;
		for (Piece piece : pieces) {
			for (int at = piece.from(); at < piece.to(); at++) {
				name = (name << Byte.SIZE) | (bytes[at] & 0xff);
				last[count++ % last.length] = at;
				if ((name & ~DIGIT) == D2B0 || (name & ~DIGIT) == B2D0) {
					// to a name that nobody looks for, by its first letter
					bytes[last[count % last.length]] |= (byte) LOWER;
				}
			}
		}
	}

	/**
	 * A piece of a profile.
	 *
	 * @param from its first byte in the file
	 * @param to behind its last
	 * @param number among the pieces
	 */
	private record Piece(int from, int to, int number) {
	}

}
