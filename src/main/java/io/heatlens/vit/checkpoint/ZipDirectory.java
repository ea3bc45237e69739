package io.heatlens.vit.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the directory of a zip file, with the extensions for large files (zip64). Unlike
 * {@code java.util.zip} it tells where the content of an entry lies, so that it can be
 * read without being copied. Every value is checked before it is used.
 */
final class ZipDirectory {

	/** The method of content that is stored as it is. */
	static final int STORED = 0;

	/** The method of compressed content. */
	static final int DEFLATED = 8;

	private static final int MAX_ENTRIES = 100_000;

	private static final int MAX_BYTES = 16 << 20;

	private static final int MAX_COMMENT = 0xffff;

	private static final long IN_EXTENSION = 0xffffffffL;

	private final FileBytes file;

	private ZipDirectory(FileBytes file) {
		this.file = file;
	}

	/**
	 * Reads the directory.
	 * @param file the file
	 * @return the entries by their names, in the order of the directory
	 * @throws InvalidModelException if the directory is damaged, or if entries have the
	 * same name or overlap
	 * @throws IOException if the file cannot be read
	 */
	static Map<String, Entry> read(FileBytes file) throws IOException {
		Map<String, Entry> entries = new ZipDirectory(file).entries();
		long end = 0;
		List<Entry> sorted = entries.values().stream().sorted(Comparator.comparingLong(Entry::header)).toList();
		for (Entry entry : sorted) {
			check(entry.header() >= end, "has entries that overlap");
			end = entry.offset() + entry.length();
		}
		return entries;
	}

	private Map<String, Entry> entries() throws IOException {
		int tail = (int) Math.min(this.file.size(), 22 + MAX_COMMENT);
		long start = this.file.size() - tail;
		ByteBuffer bytes = this.file.read(start, tail);
		int end = tail - 22;
		while (end >= 0 && !(bytes.getInt(end) == 0x06054b50
				&& Short.toUnsignedInt(bytes.getShort(end + 20)) == tail - end - 22)) {
			end--;
		}
		check(end >= 0, "begins as a zip file, but does not end as one; it may be truncated");
		int count = Short.toUnsignedInt(bytes.getShort(end + 10));
		long length = Integer.toUnsignedLong(bytes.getInt(end + 12));
		long offset = Integer.toUnsignedLong(bytes.getInt(end + 16));
		if (count == 0xffff || length == IN_EXTENSION || offset == IN_EXTENSION) {
			ByteBuffer extension = extension(start + end);
			return entries(extension.getLong(32), extension.getLong(40), extension.getLong(48), start + end);
		}
		return entries(count, length, offset, start + end);
	}

	private ByteBuffer extension(long end) throws IOException {
		ByteBuffer locator = this.file.read(end - 20, 20);
		check(locator.getInt(0) == 0x07064b50, "has no proper zip64 directory");
		ByteBuffer extension = this.file.read(locator.getLong(8), 56);
		check(extension.getInt(0) == 0x06064b50, "has no proper zip64 directory");
		return extension;
	}

	private Map<String, Entry> entries(long count, long length, long offset, long end) throws IOException {
		check(count >= 0 && count <= MAX_ENTRIES && length >= 0 && length <= MAX_BYTES,
				"has a directory of %s entries and %s bytes; %d and %d are read".formatted(Long.toUnsignedString(count),
						Long.toUnsignedString(length), MAX_ENTRIES, MAX_BYTES));
		check(offset >= 0 && offset <= end - length, "has a directory outside the file");
		ByteBuffer directory = this.file.read(offset, (int) length);
		Map<String, Entry> entries = new LinkedHashMap<>();
		for (long i = 0; i < count; i++) {
			Entry entry = entry(directory, offset);
			check(entries.put(entry.name(), entry) == null, "has two entries of the same name");
		}
		return entries;
	}

	private Entry entry(ByteBuffer directory, long end) throws IOException {
		check(directory.remaining() >= 46, "has a damaged directory");
		ByteBuffer fixed = directory.slice(directory.position(), 46).order(directory.order());
		int nameLength = Short.toUnsignedInt(fixed.getShort(28));
		int extraLength = Short.toUnsignedInt(fixed.getShort(30));
		int all = 46 + nameLength + extraLength + Short.toUnsignedInt(fixed.getShort(32));
		check(fixed.getInt(0) == 0x02014b50 && all <= directory.remaining(), "has a damaged directory");
		check((fixed.getShort(8) & 1) == 0, "has encrypted entries");
		byte[] name = new byte[nameLength];
		directory.get(directory.position() + 46, name);
		ByteBuffer large = zip64(directory.slice(directory.position() + 46 + nameLength, extraLength));
		directory.position(directory.position() + all);
		long size = number(fixed.getInt(24), large);
		long length = number(fixed.getInt(20), large);
		long header = number(fixed.getInt(42), large);
		check(length >= 0 && size >= 0 && header >= 0 && header <= end - 30, "has an entry outside the file");
		ByteBuffer local = this.file.read(header, 30);
		long offset = header + 30 + Short.toUnsignedInt(local.getShort(26)) + Short.toUnsignedInt(local.getShort(28));
		check(local.getInt(0) == 0x04034b50 && offset <= end && length <= end - offset,
				"has an entry outside the file");
		return new Entry(new String(name, StandardCharsets.UTF_8), Short.toUnsignedInt(fixed.getShort(10)), header,
				offset, length, size);
	}

	// Finds the numbers of 64 bits that do not fit into the 32 bits of an entry.
	private static ByteBuffer zip64(ByteBuffer extra) {
		extra.order(FileBytes.ORDER);
		while (extra.remaining() >= 4) {
			int kind = Short.toUnsignedInt(extra.getShort());
			int length = Short.toUnsignedInt(extra.getShort());
			check(length <= extra.remaining(), "has a damaged directory");
			if (kind == 1) {
				return extra.slice(extra.position(), length).order(FileBytes.ORDER);
			}
			extra.position(extra.position() + length);
		}
		return ByteBuffer.allocate(0);
	}

	private static long number(int value, ByteBuffer large) {
		if (Integer.toUnsignedLong(value) != IN_EXTENSION) {
			return Integer.toUnsignedLong(value);
		}
		check(large.remaining() >= Long.BYTES, "has a damaged directory");
		return large.getLong();
	}

	private static void check(boolean condition, String otherwise) {
		if (!condition) {
			throw new InvalidModelException(otherwise);
		}
	}

	/**
	 * An entry. Its content lies inside the file and overlaps no other.
	 *
	 * @param name the name with its folders
	 * @param method the method of compression
	 * @param header the distance of its header from the start of the file in bytes
	 * @param offset the distance of its content from the start of the file in bytes
	 * @param length the number of bytes in the file
	 * @param size the number of bytes after decompression
	 */
	record Entry(String name, int method, long header, long offset, long length, long size) {
	}

}
