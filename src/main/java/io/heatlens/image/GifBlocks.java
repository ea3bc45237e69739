package io.heatlens.image;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Walks the blocks of a GIF file (GIF89a specification, from section 17).
 */
final class GifBlocks {

	private static final int SCREEN_AT = 6;

	private static final int SCREEN_FLAGS_AT = 10;

	private static final int SCREEN_END = 13;

	private static final int EXTENSION = 0x21;

	private static final byte CONTROL = (byte) 0xf9;

	private static final int IMAGE = 0x2c;

	private static final int TRAILER = 0x3b;

	private GifBlocks() {
	}

	/**
	 * Copies the file without comments and without the frames after the first. Java's
	 * reader copies a comment again for each of its blocks, and reads the beginning of
	 * every frame even if there are thousands.
	 * @param bytes the file
	 * @return a file with the first frame alone, cut short if {@code bytes} are
	 */
	static byte[] firstFrame(byte[] bytes) {
		ByteArrayOutputStream first = new ByteArrayOutputStream();
		walk(bytes, first);
		return first.toByteArray();
	}

	/**
	 * Finds the screen of a file and the place of its frame on it.
	 * @param file a file that {@link #firstFrame} returned
	 * @param width the width of the frame in pixels
	 * @param height the height of the frame in pixels
	 * @return the screen, which is as large as the frame needs
	 */
	static Canvas canvas(byte[] file, int width, int height) {
		ByteBuffer blocks = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(SCREEN_END);
		skipColours(blocks, file[SCREEN_FLAGS_AT]);
		while (next(blocks) == EXTENSION) {
			skip(blocks, EXTENSION);
		}
		int left = blocks.getShort() & 0xffff;
		int top = blocks.getShort() & 0xffff;
		return new Canvas(Math.max(blocks.getShort(SCREEN_AT) & 0xffff, left + width),
				Math.max(blocks.getShort(SCREEN_AT + 2) & 0xffff, top + height), left, top);
	}

	/**
	 * Walks to the end of a file. A file may lack its trailer but must not end within a
	 * block.
	 * @param bytes the file
	 * @return a container without any data
	 * @throws BufferUnderflowException if the file ends within a block
	 */
	static Container walk(byte[] bytes) {
		if (!walk(bytes, new ByteArrayOutputStream())) {
			throw new BufferUnderflowException();
		}
		return Container.of(null, null, bytes.length);
	}

	private static boolean walk(byte[] bytes, ByteArrayOutputStream first) {
		ByteBuffer file = ByteBuffer.wrap(bytes);
		boolean found = false;
		boolean kept = true;
		int start = 0;
		try {
			file.position(SCREEN_END);
			skipColours(file, file.get(SCREEN_FLAGS_AT));
			first.write(bytes, 0, file.position());
			int block = next(file);
			while (block == EXTENSION || block == IMAGE) {
				start = file.position() - 1;
				kept = !found && (block == IMAGE || isControl(file, start));
				found |= block == IMAGE;
				skip(file, block);
				if (kept) {
					first.write(bytes, start, file.position() - start);
				}
				block = next(file);
			}
			first.write(TRAILER);
			return true;
		}
		catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException ex) {
			if (kept) {
				first.write(bytes, start, bytes.length - start);
			}
			return false;
		}
	}

	// Java's reader assumes this length without checking it.
	private static boolean isControl(ByteBuffer file, int start) {
		return file.get(start + 1) == CONTROL && file.get(start + 2) == 4 && file.get(start + 7) == 0;
	}

	private static int next(ByteBuffer file) {
		return file.hasRemaining() ? Bytes.unsigned(file) : TRAILER;
	}

	private static void skip(ByteBuffer file, int block) {
		if (block == EXTENSION) {
			Bytes.skip(file, 1);
		}
		else {
			Bytes.skip(file, 8);
			skipColours(file, file.get());
			Bytes.skip(file, 1);
		}
		skipSubBlocks(file);
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
