package io.heatlens.image;

import java.nio.ByteBuffer;

/**
 * Walks the segments of a JPEG file (ITU-T T.81, annex B).
 */
final class JpegSegments {

	/** Progressive files have about ten; each costs a pass over the whole picture. */
	private static final int MOST_SCANS = 100;

	private static final int START_OF_IMAGE = 2;

	private static final int START_OF_SCAN = 0xda;

	private static final int END_OF_IMAGE = 0xd9;

	private static final int APP1 = 0xe1;

	private static final String EXIF = "Exif\0\0";

	private JpegSegments() {
	}

	static Container walk(ByteBuffer file) {
		ByteBuffer exif = null;
		int scans = 0;
		file.position(START_OF_IMAGE);
		int marker = nextMarker(file);
		while (marker != END_OF_IMAGE) {
			ByteBuffer data = Bytes.take(file, (file.getShort() & 0xffff) - 2);
			if (marker == APP1 && exif == null && isExif(data)) {
				exif = data;
			}
			if (marker == START_OF_SCAN && ++scans > MOST_SCANS) {
				throw new IllegalArgumentException("more than " + MOST_SCANS + " scans");
			}
			marker = nextMarker(file);
		}
		return new Container(exif, null);
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
