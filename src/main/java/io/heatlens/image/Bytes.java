package io.heatlens.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Steps through a file's bytes; a step beyond their end is a
 * {@link BufferUnderflowException}.
 */
final class Bytes {

	private Bytes() {
	}

	/**
	 * The next bytes as a view of their own, in the same byte order.
	 * @param file stands behind them afterwards
	 * @param length how many
	 * @return the view
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
