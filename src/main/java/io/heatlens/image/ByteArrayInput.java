package io.heatlens.image;

import java.io.EOFException;
import java.io.IOException;

import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Gives bytes in memory to an ImageIO reader and throws an {@link EOFException} where
 * they end, because many readers go on after the end of a file and leave the rest of the
 * image black.
 */
final class ByteArrayInput extends ImageInputStreamImpl {

	private final byte[] bytes;

	ByteArrayInput(byte[] bytes) {
		this.bytes = bytes;
	}

	@Override
	public int read() throws IOException {
		this.bitOffset = 0;
		int value = this.bytes[checkedPosition()] & 0xff;
		this.streamPos++;
		return value;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		this.bitOffset = 0;
		if (length == 0) {
			return 0;
		}
		int from = checkedPosition();
		int count = Math.min(length, this.bytes.length - from);
		System.arraycopy(this.bytes, from, target, offset, count);
		this.streamPos += count;
		return count;
	}

	@Override
	public long length() {
		return this.bytes.length;
	}

	private int checkedPosition() throws IOException {
		checkClosed();
		if (this.streamPos >= this.bytes.length) {
			throw new EOFException("The reader went past the last byte of the file");
		}
		return (int) this.streamPos;
	}

}
