package io.heatlens.image;

import java.nio.ByteBuffer;

/**
 * Walks the blocks of a GIF file (GIF89a specification, section 17 on).
 */
final class GifBlocks {

	private static final int SCREEN_FLAGS_AT = 10;

	private static final int SCREEN_END = 13;

	private static final int EXTENSION = 0x21;

	private static final int IMAGE = 0x2c;

	private GifBlocks() {
	}

	// A file may lack its trailer, but not end within a block
	static Container walk(ByteBuffer file) {
		int flags = file.get(SCREEN_FLAGS_AT);
		file.position(SCREEN_END);
		skipColours(file, flags);
		while (file.hasRemaining()) {
			int block = Bytes.unsigned(file);
			if (block == EXTENSION) {
				Bytes.skip(file, 1);
			}
			else if (block == IMAGE) {
				Bytes.skip(file, 8);
				skipColours(file, file.get());
				Bytes.skip(file, 1);
			}
			else {
				break;
			}
			skipSubBlocks(file);
		}
		return new Container(null, null);
	}

	private static void skipColours(ByteBuffer file, int flags) {
		if ((flags & 0x80) != 0) {
			Bytes.skip(file, 3 << ((flags & 7) + 1));
		}
	}

	private static void skipSubBlocks(ByteBuffer file) {
		int length = Bytes.unsigned(file);
		while (length > 0) {
			Bytes.skip(file, length);
			length = Bytes.unsigned(file);
		}
	}

}
