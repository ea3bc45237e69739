package io.heatlens.image;

import java.nio.BufferUnderflowException;

/**
 * Reads the bits of a lossless WebP image, of each byte the lowest bit first.
 */
final class BitReader {

	private final byte[] bytes;

	private long position;

	BitReader(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Reads a number.
	 * @param count the number of bits, 0 to 31
	 * @return the number, whose lowest bit comes first
	 * @throws BufferUnderflowException if there are fewer bits left
	 */
	int read(int count) {
		int value = 0;
		for (int i = 0; i < count; i++, this.position++) {
			int at = (int) (this.position / Byte.SIZE);
			if (at >= this.bytes.length) {
				throw new BufferUnderflowException();
			}
			value |= (this.bytes[at] >> (this.position % Byte.SIZE) & 1) << i;
		}
		return value;
	}

	long left() {
		return (long) Byte.SIZE * this.bytes.length - this.position;
	}

}
