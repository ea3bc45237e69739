package io.heatlens.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Walks the segments of a JPEG file (ITU-T T.81, annex B).
 */
final class JpegSegments {

	/** Progressive files have about ten; each costs a pass over the whole image. */
	private static final int MAX_SCANS = 100;

	/** The scans that an image of any size may have. */
	private static final int ALLOWED_SCANS = 12;

	private static final long MAX_PIXELS_OF_ALL_SCANS = 600_000_000;

	private static final int MAX_SEGMENTS = 5000;

	/** The most pixels per byte: a block of 8 x 8 pixels takes at least one bit. */
	private static final int PIXELS_PER_BYTE = 8 * 64;

	private static final int START_OF_IMAGE = 2;

	private static final int START_OF_SCAN = 0xda;

	private static final int END_OF_IMAGE = 0xd9;

	private static final int APP1 = 0xe1;

	private static final String EXIF = "Exif\0\0";

	private final JpegScans scans = new JpegScans();

	private final ByteBuffer file;

	private final long whole;

	private @Nullable ByteBuffer exif;

	private long pixels;

	private int scanCount;

	private int segments;

	/** The position after the picture's last byte; 0 until all of its scans are found. */
	private int end;

	private JpegSegments(ByteBuffer file, long whole) {
		this.file = file;
		this.whole = whole;
	}

	static Container walk(ByteBuffer file) {
		return walk(file, 0);
	}

	/**
	 * Walks one of several JPEG files that together make an image. A file whose scans
	 * hold the whole image may lack its end, and anything may follow.
	 * @param file the file, from its first byte to its last
	 * @param whole the number of pixels of the whole image
	 * @return the data that the file carries beside its pixels, and where these end
	 * @throws BufferUnderflowException if the file is cut short
	 * @throws IllegalArgumentException if decoding would take more than the file's length
	 * justifies
	 */
	static Container walk(ByteBuffer file, long whole) {
		return new JpegSegments(file, whole).walk();
	}

	/**
	 * Ends a file after its picture, so that the reader neither looks for more nor reads
	 * what does not belong to it.
	 * @param bytes the file, which is not changed
	 * @param end the position after the last byte of the picture
	 * @return {@code bytes} if the file ends there, otherwise a copy that does
	 */
	static byte[] ended(byte[] bytes, int end) {
		int marker = 0xff00 | END_OF_IMAGE;
		if (end + 2 <= bytes.length && (ByteBuffer.wrap(bytes).getShort(end) & 0xffff) == marker) {
			return bytes;
		}
		byte[] ended = Arrays.copyOf(bytes, end + 2);
		ByteBuffer.wrap(ended).putShort(end, (short) marker);
		return ended;
	}

	private Container walk() {
		this.file.position(START_OF_IMAGE);
		try {
			for (int marker = next(); mayFollow(marker); marker = next()) {
				check(++this.segments <= MAX_SEGMENTS, "The file has too many segments");
				segment(marker, Bytes.take(this.file, (this.file.getShort() & 0xffff) - 2));
			}
		}
		catch (BufferUnderflowException ex) {
			if (!this.scans.complete()) {
				throw ex;
			}
		}
		return Container.of(this.exif, null, (this.end > 0) ? this.end : this.file.limit());
	}

	private int next() {
		int marker = nextMarker(this.file);
		if (this.end == 0 && this.scans.complete()) {
			this.end = this.file.position() - 2;
		}
		return marker;
	}

	// Markers that may not follow the picture belong to something else, such as a second
	// file.
	private boolean mayFollow(int marker) {
		boolean known = marker >= 0xda || marker == 0xc4 || marker == 0xcc;
		return marker != END_OF_IMAGE && (known || !this.scans.complete());
	}

	private void segment(int marker, ByteBuffer data) {
		if (marker == APP1 && this.exif == null && isExif(data)) {
			this.exif = data;
		}
		if (isFrame(marker)) {
			check(this.pixels == 0, "The file has more than one frame");
			this.pixels = (data.getShort(1) & 0xffffL) * (data.getShort(3) & 0xffff);
			check(this.pixels <= (long) this.file.limit() * PIXELS_PER_BYTE,
					"The file has too few bytes for its pixels");
			this.scans.frame(marker, data);
		}
		if (marker == START_OF_SCAN) {
			check(++this.scanCount <= maxScans(Math.max(this.pixels, this.whole)), "The file has too many scans");
			this.scans.scan(data);
		}
	}

	// Three of the markers in this range are not frames.
	private static boolean isFrame(int marker) {
		return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
	}

	private static long maxScans(long pixels) {
		return Math.min(Math.max(MAX_PIXELS_OF_ALL_SCANS / Math.max(pixels, 1), ALLOWED_SCANS), MAX_SCANS);
	}

	private static void check(boolean condition, String message) {
		if (!condition) {
			throw new IllegalArgumentException(message);
		}
	}

	private static boolean isExif(ByteBuffer data) {
		return data.remaining() > EXIF.length() && Bytes.ascii(data, EXIF.length()).equals(EXIF);
	}

	// Skips coded data, in which FF is followed by 00 or a restart marker.
	private static int nextMarker(ByteBuffer file) {
		while (true) {
			if (Bytes.unsigned(file) == 0xff) {
				int marker = Bytes.unsigned(file);
				while (marker == 0xff) {
					marker = Bytes.unsigned(file);
				}
				if (marker != 0 && (marker & 0xf8) != 0xd0 && marker != 1) {
					return marker;
				}
			}
		}
	}

}
