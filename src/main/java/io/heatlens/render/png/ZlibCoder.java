package io.heatlens.render.png;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

/**
 * Compresses drawings with zlib, which finds their repeated bytes.
 */
final class ZlibCoder implements BlockCoder {

	private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);

	private final byte[] buffer = new byte[1 << 16];

	@Override
	public byte[] code(byte[] bytes, int length, boolean last) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		this.deflater.reset();
		this.deflater.setInput(bytes, 0, length);
		if (last) {
			this.deflater.finish();
		}
		int count;
		do {
			count = this.deflater.deflate(this.buffer, 0, this.buffer.length, Deflater.SYNC_FLUSH);
			out.write(this.buffer, 0, count);
		}
		while (count == this.buffer.length || (last ? !this.deflater.finished() : !this.deflater.needsInput()));
		return out.toByteArray();
	}

	@Override
	public void close() {
		this.deflater.end();
	}

}
