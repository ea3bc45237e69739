package io.heatlens.image;

import java.nio.ByteBuffer;

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

	private JpegSegments() {
	}

	static Container walk(ByteBuffer file) {
		return walk(file, 0);
	}

	/**
	 * Walks one of several JPEG files that together make an image.
	 * @param file the file, from its first byte to its last
	 * @param whole the number of pixels of the whole image
	 * @return the data that the file carries beside its pixels
	 * @throws java.nio.BufferUnderflowException if the file is cut short
	 * @throws IllegalArgumentException if decoding would take more than the file's length
	 * justifies
	 */
	static Container walk(ByteBuffer file, long whole) {
		ByteBuffer exif = null;
		long pixels = 0;
		int scans = 0;
		int segments = 0;
		file.position(START_OF_IMAGE);
		int marker = nextMarker(file);
		while (marker != END_OF_IMAGE) {
			check(++segments <= MAX_SEGMENTS, "The file has too many segments");
			ByteBuffer data = Bytes.take(file, (file.getShort() & 0xffff) - 2);
			if (marker == APP1 && exif == null && isExif(data)) {
				exif = data;
			}
			if (isFrame(marker)) {
				check(pixels == 0, "The file has more than one frame");
				pixels = (data.getShort(1) & 0xffffL) * (data.getShort(3) & 0xffff);
				check(pixels <= (long) file.limit() * PIXELS_PER_BYTE, "The file has too few bytes for its pixels");
			}
			if (marker == START_OF_SCAN) {
				check(++scans <= maxScans(Math.max(pixels, whole)), "The file has too many scans");
			}
			marker = nextMarker(file);
		}
		return new Container(exif, null);
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
