package io.heatlens.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Checks the directories of a TIFF file (TIFF 6.0, section 2) before the reader loads
 * them. The reader would load the value of every entry, even if thousands of entries
 * point to the same bytes.
 */
final class TiffDirectories {

	private static final int WIDTH = 256;

	private static final int HEIGHT = 257;

	private static final int COMPRESSION = 259;

	private static final int JPEG = 7;

	private static final int STRIP_OFFSETS = 273;

	private static final int STRIP_LENGTHS = 279;

	private static final int TILE_OFFSETS = 324;

	private static final int TILE_LENGTHS = 325;

	private static final int PROFILE = 34675;

	private static final int SUB_DIRECTORIES = 330;

	private static final int EXIF = 34665;

	private static final int GPS = 34853;

	private static final int INTEROPERABILITY = 40965;

	/** Tags whose values are the addresses of more directories. */
	private static final Set<Integer> DIRECTORIES = Set.of(SUB_DIRECTORIES, EXIF, GPS, INTEROPERABILITY);

	private static final Set<Integer> NUMBERS = Set.of(WIDTH, HEIGHT, COMPRESSION, TiffTags.PHOTOMETRIC, STRIP_OFFSETS,
			STRIP_LENGTHS, TILE_OFFSETS, TILE_LENGTHS, SUB_DIRECTORIES, EXIF, GPS, INTEROPERABILITY);

	/** The number of bytes of a value by its type, starting with type 1. */
	private static final int[] SIZES = { 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4 };

	/**
	 * How many times the length of the file may be loaded: pages may share a profile, and
	 * some writers repeat values.
	 */
	private static final int SHARED = 8;

	private static final int SLACK = 1 << 16;

	private static final int HEADER = 8;

	/**
	 * The number of bytes of an entry: tag, type, count, and the value or its address.
	 */
	private static final int ENTRY = 12;

	private final ByteBuffer file;

	/**
	 * The addresses of directories that entries point to. If such a directory links to a
	 * next one, the link is not followed.
	 */
	private final Deque<Long> named = new ArrayDeque<>();

	private final Set<Long> seen = new HashSet<>();

	private final ProfileGuard guard;

	/** Whether it is a raw photo, of which readers would return the thumbnail. */
	private boolean raw;

	/** The number of bytes that further directories and values may have in total. */
	private long left;

	private TiffDirectories(byte[] bytes) {
		this.guard = new ProfileGuard(bytes);
		this.file = ByteBuffer.wrap(bytes).order((bytes[0] == 'I') ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		this.left = most();
	}

	/**
	 * Makes sure that a reader loads no more bytes than the file's length justifies, and
	 * hides the processing elements of the file's colour profiles. Addresses beyond the
	 * end of the file are left to the reader.
	 * @param bytes the file, which is not changed
	 * @return {@code bytes} if nothing has to be hidden, otherwise a changed copy
	 * @throws UnsupportedImageException if the file is a raw photo of a camera
	 * @throws IllegalArgumentException if a reader would load more, or if a profile
	 * overlaps a directory
	 */
	static byte[] guarded(byte[] bytes) {
		byte[] guarded = hidden(bytes);
		// The reader gets the changed copy, so the copy has to pass the check as well.
		if (guarded != bytes && hidden(guarded) != guarded) {
			throw new IllegalArgumentException("A colour profile overlaps a directory");
		}
		return guarded;
	}

	private static byte[] hidden(byte[] bytes) {
		TiffDirectories directories = new TiffDirectories(bytes);
		directories.check();
		if (directories.raw) {
			throw new UnsupportedImageException(OtherFile.RAW.description());
		}
		directories.guard.hideInJpeg(); // Strips and tiles may be JPEG files.
		return directories.guard.bytes();
	}

	private void check() {
		Map<Integer, long[]> first = new HashMap<>();
		long next = directory(unsigned(this.file.getInt(4)), first);
		checkPixels(first, STRIP_OFFSETS, STRIP_LENGTHS);
		checkPixels(first, TILE_OFFSETS, TILE_LENGTHS);
		while (next != 0) {
			next = directory(next, new HashMap<>());
		}
		while (!this.named.isEmpty()) {
			directory(this.named.remove(), new HashMap<>());
		}
	}

	private long most() {
		return (long) SHARED * this.file.limit() + SLACK;
	}

	// Adds the directory's numbers and returns the address of the next directory, or 0 if
	// there is none.
	private long directory(long address, Map<Integer, long[]> numbers) {
		if (address < HEADER || address + Short.BYTES > this.file.limit() || !this.seen.add(address)) {
			return 0;
		}
		this.file.position((int) address);
		int entries = this.file.getShort() & 0xffff;
		spend((long) entries * ENTRY);
		for (; entries > 0 && this.file.remaining() >= ENTRY; entries--) {
			entry(Bytes.take(this.file, ENTRY), numbers);
		}
		this.raw |= TiffTags.OF_SENSORS.contains(value(numbers, TiffTags.PHOTOMETRIC));
		DIRECTORIES.forEach((tag) -> LongStream.of(numbers.getOrDefault(tag, new long[0]))
			.filter((sub) -> sub < this.file.limit() && !this.seen.contains(sub))
			.forEach(this.named::add));
		return (this.file.remaining() >= Integer.BYTES) ? unsigned(this.file.getInt()) : 0;
	}

	// Values of unknown types or beyond the end are not loaded, so they cost nothing.
	private void entry(ByteBuffer entry, Map<Integer, long[]> numbers) {
		int tag = entry.getShort() & 0xffff;
		int type = entry.getShort() & 0xffff;
		if (type < 1 || type > SIZES.length) {
			return;
		}
		int size = SIZES[type - 1];
		long length = size * unsigned(entry.getInt());
		ByteBuffer data = entry.slice().order(entry.order());
		if (length > data.remaining()) {
			long address = unsigned(data.getInt());
			if (address + length > this.file.limit()) {
				return;
			}
			data = this.file.slice((int) address, (int) length).order(entry.order());
		}
		spend(length);
		this.raw |= tag == TiffTags.DNG_VERSION;
		if (tag == PROFILE) {
			this.guard.hide(data.arrayOffset(), data.arrayOffset() + data.limit());
		}
		if (NUMBERS.contains(tag) && (size == Short.BYTES || size == Integer.BYTES)) {
			numbers.put(tag, numbers(data, size, (int) length / size));
		}
	}

	private void spend(long bytes) {
		this.left -= bytes;
		check(this.left);
	}

	private static void check(long left) {
		if (left < 0) {
			throw new IllegalArgumentException("The values have more bytes than the length of the file justifies");
		}
	}

	private static long[] numbers(ByteBuffer data, int size, int count) {
		long[] numbers = new long[count];
		for (int i = 0; i < count; i++) {
			numbers[i] = (size == Short.BYTES) ? data.getShort() & 0xffff : unsigned(data.getInt());
		}
		return numbers;
	}

	private static long unsigned(int value) {
		return value & 0xffffffffL;
	}

	private void checkPixels(Map<Integer, long[]> numbers, int offsets, int lengths) {
		long[] from = numbers.getOrDefault(offsets, new long[0]);
		long[] length = numbers.getOrDefault(lengths, new long[0]);
		boolean jpeg = value(numbers, COMPRESSION) == JPEG;
		long left = most();
		for (int i = 0; i < Math.min(from.length, length.length); i++) {
			// Some writers state more bytes than the file has.
			long inside = Math.min(length[i], this.file.limit() - from[i]);
			if (!jpeg && i + 1 < from.length && from[i + 1] > from[i]) {
				inside = Math.min(inside, from[i + 1] - from[i]);
			}
			left -= Math.max(inside, 0);
			check(left);
			if (jpeg && inside > 1) {
				checkScans(this.file.slice((int) from[i], (int) inside),
						value(numbers, WIDTH) * value(numbers, HEIGHT));
			}
		}
	}

	private static void checkScans(ByteBuffer jpeg, long pixels) {
		try {
			JpegSegments.walk(jpeg, pixels);
		}
		catch (BufferUnderflowException ex) {
			// A JPEG file that is cut short is left to the reader.
			jpeg.clear();
		}
	}

	private static long value(Map<Integer, long[]> numbers, int tag) {
		long[] found = numbers.getOrDefault(tag, new long[0]);
		return (found.length > 0) ? found[0] : 0;
	}

}
