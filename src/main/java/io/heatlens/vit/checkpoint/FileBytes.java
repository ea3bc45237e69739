package io.heatlens.vit.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * The bytes of a file that is open.
 *
 * @param channel the file
 * @param size the size when it was opened, in bytes
 */
record FileBytes(FileChannel channel, long size) {

	/** The order of bytes in all files that are read. */
	static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

	/**
	 * Reads the first bytes, which tell the kind of the file.
	 * @return {@link OtherContent#LENGTH} bytes, or all of a smaller file
	 * @throws IOException if the file cannot be read
	 */
	byte[] start() throws IOException {
		return read(0, (int) Math.min(this.size, OtherContent.LENGTH)).array();
	}

	/**
	 * Reads a part of the file.
	 * @param offset the distance of the part from the start of the file in bytes
	 * @param length the number of bytes
	 * @return the bytes
	 * @throws InvalidModelException if the file does not have these bytes
	 * @throws IOException if the file cannot be read
	 */
	ByteBuffer read(long offset, int length) throws IOException {
		if (offset < 0 || offset > this.size - length) {
			throw new InvalidModelException("ends before byte %s, so it is truncated or damaged"
				.formatted(Long.toUnsignedString(offset + length)));
		}
		ByteBuffer bytes = ByteBuffer.allocate(length).order(ORDER);
		while (bytes.hasRemaining()) {
			if (this.channel.read(bytes, offset + bytes.position()) <= 0) {
				throw new InvalidModelException("became shorter while it was read");
			}
		}
		return bytes.flip();
	}

}
