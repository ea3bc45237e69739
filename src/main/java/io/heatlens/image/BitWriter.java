package io.heatlens.image;

import java.io.ByteArrayOutputStream;

/**
 * Writes bits, of each byte the lowest bit first.
 */
final class BitWriter {

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private int current;

	private int filled;

	/**
	 * Writes a number.
	 * @param value the number, whose lowest bit comes first
	 * @param count the number of bits, 0 to 31
	 */
	void write(int value, int count) {
		for (int i = 0; i < count; i++) {
			this.current |= (value >> i & 1) << this.filled++;
			if (this.filled == Byte.SIZE) {
				flush();
			}
		}
	}

	private void flush() {
		this.bytes.write(this.current);
		this.current = 0;
		this.filled = 0;
	}

	/**
	 * Returns what was written.
	 * @return the bytes, of which the last may be filled with zeros
	 */
	byte[] bytes() {
		if (this.filled > 0) {
			flush();
		}
		return this.bytes.toByteArray();
	}

}
