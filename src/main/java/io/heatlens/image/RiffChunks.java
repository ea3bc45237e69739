package io.heatlens.image;

import java.nio.ByteBuffer;

/**
 * Walks the chunks of a WebP file (RFC 9649, section 2).
 */
final class RiffChunks {

	private static final int SIZE_AT = 4;

	private static final int FIRST_CHUNK = 12;

	private RiffChunks() {
	}

	static Container walk(ByteBuffer file) {
		file.position(SIZE_AT);
		ByteBuffer chunks = Bytes.take(file, file.getInt());
		chunks.position(FIRST_CHUNK - SIZE_AT - Integer.BYTES);
		ByteBuffer exif = null;
		while (chunks.remaining() > 1) {
			String type = Bytes.ascii(chunks, 4);
			int length = chunks.getInt();
			ByteBuffer data = Bytes.take(chunks, length);
			if (length % 2 == 1 && chunks.hasRemaining()) {
				chunks.get();
			}
			if (type.equals("EXIF")) {
				exif = data;
			}
		}
		return Container.of(exif, null, file.limit());
	}

}
