package io.heatlens.image;

import java.io.EOFException;
import java.io.IOException;

import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Shows bytes in memory to an ImageIO reader and stops it where they end: readers that
 * meet the end of a file often go on and leave the rest of the picture black.
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
			throw new EOFException("read past the last byte");
		}
		return (int) this.streamPos;
	}

}
