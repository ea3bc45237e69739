package io.heatlens.image;

import java.nio.ByteBuffer;

/**
 * Walks the segments of a JPEG file (ITU-T T.81, annex B).
 */
final class JpegSegments {

	/** Progressive files have about ten; each costs a pass over the whole picture. */
	private static final int MOST_SCANS = 100;

	private static final int LEAST_SCANS = 12;

	private static final long MOST_PIXELS_OF_ALL_SCANS = 600_000_000;

	private static final int MOST_SEGMENTS = 5000;

	/** Every block of 8 x 8 pixels takes one bit or more. */
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
	 * Walks one of several files that are parts of a picture.
	 * @param file from its first byte to its last
	 * @param whole pixels of the picture
	 * @return what it carries
	 */
	static Container walk(ByteBuffer file, long whole) {
		ByteBuffer exif = null;
		long pixels = 0;
		int scans = 0;
		int segments = 0;
		file.position(START_OF_IMAGE);
		int marker = nextMarker(file);
		while (marker != END_OF_IMAGE) {
			check(++segments <= MOST_SEGMENTS, "too many segments");
			ByteBuffer data = Bytes.take(file, (file.getShort() & 0xffff) - 2);
			if (marker == APP1 && exif == null && isExif(data)) {
				exif = data;
			}
			if (isFrame(marker)) {
				check(pixels == 0, "more than one frame");
				pixels = (data.getShort(1) & 0xffffL) * (data.getShort(3) & 0xffff);
				check(pixels <= (long) file.limit() * PIXELS_PER_BYTE, "too few bytes for its pixels");
			}
			if (marker == START_OF_SCAN) {
				check(++scans <= mostScans(Math.max(pixels, whole)), "too many scans");
			}
			marker = nextMarker(file);
		}
		return new Container(exif, null);
	}

	// All but tables, which lie among them
	private static boolean isFrame(int marker) {
		return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
	}

	private static long mostScans(long pixels) {
		return Math.min(Math.max(MOST_PIXELS_OF_ALL_SCANS / Math.max(pixels, 1), LEAST_SCANS), MOST_SCANS);
	}

	private static void check(boolean condition, String otherwise) {
		if (!condition) {
			throw new IllegalArgumentException(otherwise);
		}
	}

	private static boolean isExif(ByteBuffer data) {
		return data.remaining() > EXIF.length() && Bytes.ascii(data, EXIF.length()).equals(EXIF);
	}

	// Steps over coded data, in which FF is followed by 00 or a restart marker
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
