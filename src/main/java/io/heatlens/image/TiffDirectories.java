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
 * Walks the directories of a TIFF file (TIFF 6.0, section 2) before its reader, which
 * loads every value it is told of, however many entries say the same bytes are theirs.
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

	/** Tags whose values are the addresses of more directories. */
	private static final Set<Integer> DIRECTORIES = Set.of(330, 34665, 34853, 40965);

	private static final Set<Integer> READ = Set.of(WIDTH, HEIGHT, COMPRESSION, STRIP_OFFSETS, STRIP_LENGTHS,
			TILE_OFFSETS, TILE_LENGTHS, PROFILE, 330, 34665, 34853, 40965);

	/**
	 * Bytes of a value of each type, from 1 on; a type beyond them may be the largest.
	 */
	private static final int[] SIZES = { 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 8 };

	private static final int HEADER = 8;

	/** Bytes of an entry: tag, type, count, and the value or its address. */
	private static final int ENTRY = 12;

	private final ByteBuffer file;

	private final Deque<Long> addresses = new ArrayDeque<>();

	private final Set<Long> seen = new HashSet<>();

	/** Bytes that directories and values may still have together. */
	private long left;

	private TiffDirectories(byte[] bytes) {
		this.file = ByteBuffer.wrap(bytes).order((bytes[0] == 'I') ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		this.left = most();
	}

	/**
	 * Makes sure that reading takes no more than the file's length justifies. What lies
	 * beyond its end is left to the reader.
	 * @param bytes of the file, whose colour profile may change
	 * @throws IllegalArgumentException if it takes more
	 */
	static void check(byte[] bytes) {
		new TiffDirectories(bytes).check();
	}

	private void check() {
		this.addresses.add(unsigned(this.file.getInt(4)));
		checkPixels(directory());
		while (!this.addresses.isEmpty()) {
			directory();
		}
	}

	// Each byte may be used once; some writers repeat a few
	private long most() {
		return 2L * this.file.limit() + 1024;
	}

	private Map<Integer, long[]> directory() {
		Map<Integer, long[]> values = new HashMap<>();
		long address = this.addresses.remove();
		if (address < HEADER || address + Short.BYTES > this.file.limit() || !this.seen.add(address)) {
			return values; // 0 is the end
		}
		this.file.position((int) address);
		int entries = this.file.getShort() & 0xffff;
		spend((long) entries * ENTRY);
		for (; entries > 0 && this.file.remaining() >= ENTRY; entries--) {
			entry(Bytes.take(this.file, ENTRY), values);
		}
		if (this.file.remaining() >= Integer.BYTES) {
			this.addresses.add(unsigned(this.file.getInt()));
		}
		DIRECTORIES.forEach((tag) -> LongStream.of(values.getOrDefault(tag, new long[0])).forEach(this.addresses::add));
		return values;
	}

	private void entry(ByteBuffer entry, Map<Integer, long[]> values) {
		int tag = entry.getShort() & 0xffff;
		int type = entry.getShort() & 0xffff;
		int size = SIZES[Math.min(Math.max(type, 1), SIZES.length) - 1];
		long length = size * unsigned(entry.getInt());
		spend(length);
		if (!READ.contains(tag)) {
			return;
		}
		ByteBuffer data = entry.slice().order(entry.order());
		if (length > data.remaining()) {
			long address = unsigned(data.getInt());
			if (address + length > this.file.limit()) {
				return;
			}
			data = this.file.slice((int) address, (int) length).order(entry.order());
		}
		if (tag == PROFILE) {
			ProfileGuard.disarm(data.array(), data.arrayOffset(), data.arrayOffset() + data.limit());
			return;
		}
		values.put(tag, numbers(data, size, (int) length / size));
	}

	private void spend(long bytes) {
		this.left -= bytes;
		if (this.left < 0) {
			throw new IllegalArgumentException("values share their bytes");
		}
	}

	private static long[] numbers(ByteBuffer data, int size, int count) {
		long[] numbers = new long[count];
		for (int i = 0; i < count; i++) {
			numbers[i] = switch (size) {
				case 1 -> data.get() & 0xff;
				case 2 -> data.getShort() & 0xffff;
				case 4 -> unsigned(data.getInt());
				default -> data.getLong();
			};
		}
		return numbers;
	}

	private static long unsigned(int value) {
		return value & 0xffffffffL;
	}

	private void checkPixels(Map<Integer, long[]> values) {
		checkPixels(values, STRIP_OFFSETS, STRIP_LENGTHS);
		checkPixels(values, TILE_OFFSETS, TILE_LENGTHS);
	}

	private void checkPixels(Map<Integer, long[]> values, int offsets, int lengths) {
		long[] from = values.getOrDefault(offsets, new long[0]);
		long[] length = values.getOrDefault(lengths, new long[0]);
		this.left = most();
		for (int i = 0; i < Math.min(from.length, length.length); i++) {
			// some writers say more than there is
			long inside = Math.min(length[i], this.file.limit() - from[i]);
			spend(Math.max(inside, 0));
			if (from[i] >= 0 && inside >= 2 && value(values, COMPRESSION) == JPEG) {
				checkScans(this.file.slice((int) from[i], (int) inside), value(values, WIDTH) * value(values, HEIGHT));
			}
		}
		this.left = most();
	}

	private static void checkScans(ByteBuffer jpeg, long pixels) {
		try {
			JpegSegments.walk(jpeg, pixels);
		}
		catch (BufferUnderflowException ex) {
			// one that is cut is the reader's matter
			jpeg.clear();
		}
	}

	private static long value(Map<Integer, long[]> values, int tag) {
		long[] found = values.getOrDefault(tag, new long[0]);
		return (found.length > 0) ? found[0] : 0;
	}

}
