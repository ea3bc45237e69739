package io.heatlens.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads a file's bytes in their order. A read beyond the end throws a
 * {@link BufferUnderflowException}.
 */
final class Bytes {

	private Bytes() {
	}

	/**
	 * Takes the next bytes as a view of their own, in the same byte order.
	 * @param file the file, whose position is moved past the bytes
	 * @param length the number of bytes
	 * @return the view
	 * @throws BufferUnderflowException if the file has fewer bytes left
	 */
	static ByteBuffer take(ByteBuffer file, int length) {
		if (length < 0 || length > file.remaining()) {
			throw new BufferUnderflowException();
		}
		ByteBuffer taken = file.slice(file.position(), length).order(file.order());
		file.position(file.position() + length);
		return taken;
	}

	static void skip(ByteBuffer file, int length) {
		take(file, length);
	}

	static String ascii(ByteBuffer file, int length) {
		return StandardCharsets.US_ASCII.decode(take(file, length)).toString();
	}

	static int unsigned(ByteBuffer file) {
		return file.get() & 0xff;
	}

}
