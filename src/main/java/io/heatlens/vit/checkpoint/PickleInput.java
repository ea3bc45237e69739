package io.heatlens.vit.checkpoint;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads the arguments of the operations of a pickle.
 *
 * @param bytes the pickle; it is read from its position on
 */
record PickleInput(ByteBuffer bytes) {

	/** In bytes. A longer text cannot be a name. */
	private static final int MAX_TEXT = 1000;

	PickleInput {
		bytes.order(FileBytes.ORDER);
	}

	int unsigned() {
		return Byte.toUnsignedInt(this.bytes.get());
	}

	int unsignedShort() {
		return Short.toUnsignedInt(this.bytes.getShort());
	}

	int integer() {
		return this.bytes.getInt();
	}

	long unsignedInteger() {
		return Integer.toUnsignedLong(this.bytes.getInt());
	}

	long length() {
		return this.bytes.getLong();
	}

	/**
	 * Reads a whole number of any size.
	 * @param length the number of bytes, up to 255
	 * @return a {@code Long}, or a {@code BigInteger} if it does not fit into one
	 */
	Object number(int length) {
		byte[] bigEndian = new byte[length + 1];
		for (int i = length; i > 0; i--) {
			bigEndian[i] = this.bytes.get();
		}
		// the sign
		bigEndian[0] = (byte) ((length > 0) ? bigEndian[1] >> 7 : 0);
		BigInteger value = new BigInteger(bigEndian);
		return (value.bitLength() < Long.SIZE) ? (Object) value.longValue() : value;
	}

	/**
	 * Reads a text.
	 * @param length the number of bytes
	 * @return the text, or {@link Unpickler#OTHER} if it is too long for a name
	 */
	Object text(long length) {
		if (length < 0 || length > MAX_TEXT) {
			return other(length);
		}
		byte[] text = new byte[(int) length];
		this.bytes.get(text);
		return new String(text, StandardCharsets.UTF_8);
	}

	/**
	 * Passes over a value that is of no use.
	 * @param length the number of bytes
	 * @return {@link Unpickler#OTHER}
	 */
	Object other(long length) {
		if (length < 0 || length > this.bytes.remaining()) {
			throw new BufferUnderflowException();
		}
		this.bytes.position(this.bytes.position() + (int) length);
		return Unpickler.OTHER;
	}

	/**
	 * Reads to the end of a line.
	 * @return the line, shortened if it is too long for a name
	 */
	String line() {
		int start = this.bytes.position();
		int length = 0;
		while (this.bytes.get() != '\n') {
			length++;
		}
		byte[] line = new byte[Math.min(length, MAX_TEXT)];
		this.bytes.get(start, line);
		return new String(line, StandardCharsets.UTF_8);
	}

}
