package io.heatlens.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads numbers of the first directory of a TIFF file (TIFF 6.0, section 8). Entries that
 * are damaged are left out.
 */
final class TiffTags {

	static final int BITS_PER_SAMPLE = 258;

	static final int PHOTOMETRIC = 262;

	/**
	 * How raw photos store pixels: each with one colour of a pattern, or in linear light.
	 */
	static final Set<Long> OF_SENSORS = Set.of(32803L, 34892L);

	static final int DNG_VERSION = 50706;

	static final int MAX_SAMPLE_VALUE = 281;

	static final int EXTRA_SAMPLES = 338;

	/** What an extra sample is, if it is not alpha. */
	static final int UNSPECIFIED = 0;

	/** An extra sample that is alpha, with colours that are multiplied with it. */
	static final int ASSOCIATED = 1;

	/** An extra sample that is alpha, with plain colours. */
	static final int UNASSOCIATED = 2;

	static final int SAMPLE_FORMAT = 339;

	static final int UNSIGNED = 1;

	static final int SIGNED = 2;

	static final int FLOATING = 3;

	/** Samples of no stated format, which are taken for unsigned integers. */
	static final int UNDEFINED = 4;

	private static final int SHORT = 3;

	private static final int ENTRY = 12;

	private TiffTags() {
	}

	/**
	 * Reads the entries of 16-bit numbers.
	 * @param bytes the file
	 * @return the first number of each entry by tag, from 0 to 65535; the samples of a
	 * pixel are alike, so it stands for all of them
	 */
	static Map<Integer, Integer> read(byte[] bytes) {
		ByteBuffer file = ByteBuffer.wrap(bytes)
			.order((bytes[0] == 'I') ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		Map<Integer, Integer> tags = new HashMap<>();
		try {
			file.position(file.getInt(4));
			for (int entries = file.getShort() & 0xffff; entries > 0; entries--) {
				ByteBuffer entry = Bytes.take(file, ENTRY);
				int tag = entry.getShort() & 0xffff;
				if (entry.getShort() == SHORT) {
					tags.putIfAbsent(tag, number(file, entry));
				}
			}
		}
		catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException ex) {
			return tags; // The reader decides whether it can go on.
		}
		return tags;
	}

	private static int number(ByteBuffer file, ByteBuffer entry) {
		boolean inside = entry.getInt() <= Integer.BYTES / Short.BYTES;
		ByteBuffer from = inside ? entry : file.duplicate().order(file.order()).position(entry.getInt());
		return from.getShort() & 0xffff;
	}

}
