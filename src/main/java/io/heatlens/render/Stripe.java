package io.heatlens.render;

import java.io.ByteArrayOutputStream;
import java.util.zip.Adler32;

/**
 * Some rows of a PNG's picture, filtered and compressed.
 *
 * @param deflated bytes that another stripe's can follow (RFC 1951)
 * @param adler checksum of the filtered bytes (RFC 1950)
 * @param length how many there were
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Stripe(byte[] deflated, int adler, long length) {

	static final Stripe EMPTY = new Stripe(new byte[0], 1, 0);

	/** A row's filter: each byte less the one above it. */
	private static final byte UP = 2;

	/** Bytes that are compressed at a time. */
	private static final int PIECE = 1 << 16;

	/** Each so many bytes one is asked whether it repeats the one before it. */
	private static final int SAMPLED = 8;

	/** Filtered bytes of photographs repeat less often, those of drawings more often. */
	private static final double FEW = 0.7;

	private static final int ADLER_MODULUS = 65521;

	/**
	 * Draws and compresses.
	 * @param rows draws the pixels
	 * @param stride bytes of a row
	 * @param from the first row
	 * @param to behind the last, more than {@code from}
	 * @param last whether no stripe follows
	 * @return the stripe
	 */
	static Stripe of(PngEncoder.Rows rows, int stride, int from, int to, boolean last) {
		byte[] filtered = new byte[Math.max(1, Math.min(to - from, PIECE / stride)) * (stride + 1)];
		byte[] above = new byte[stride]; // of the first row, zeros
		if (from > 0) {
			rows.draw(from - 1, above);
		}
		byte[] row = new byte[stride];
		Adler32 adler = new Adler32();
		ByteArrayOutputStream out = new ByteArrayOutputStream((to - from) * stride / 2 + PIECE);
		BlockCoder coder = null;
		try {
			for (int y = from, at = 0; y < to; y++) {
				rows.draw(y, row);
				subtract(row, above);
				filtered[at] = UP;
				System.arraycopy(above, 0, filtered, at + 1, stride);
				at += stride + 1;
				byte[] drawn = row;
				row = above;
				above = drawn;
				if (at == filtered.length || y == to - 1) {
					adler.update(filtered, 0, at);
					coder = (coder != null) ? coder : coder(filtered, at);
					coder.code(filtered, at, last && y == to - 1, out);
					at = 0;
				}
			}
		}
		finally {
			if (coder != null) {
				coder.close();
			}
		}
		return new Stripe(out.toByteArray(), (int) adler.getValue(), (to - from) * (stride + 1L));
	}

	// In place, since Java makes vector instructions of loops over whole arrays only
	private static void subtract(byte[] row, byte[] above) {
		for (int i = 0; i < above.length; i++) {
			above[i] = (byte) (row[i] - above[i]);
		}
	}

	// Of a photograph, looking for what was there before takes five times as long and
	// saves little
	private static BlockCoder coder(byte[] filtered, int length) {
		int repeats = 0;
		for (int i = SAMPLED; i < length; i += SAMPLED) {
			if (filtered[i] == filtered[i - 1]) {
				repeats++;
			}
		}
		return (repeats < FEW * length / SAMPLED) ? new HuffmanCoder() : new ZlibCoder();
	}

	/**
	 * The checksum of two stripes.
	 * @param next that follows
	 * @return of this one's bytes and the other's
	 */
	int checksum(Stripe next) {
		long low = low() + next.low() + ADLER_MODULUS - 1;
		long high = high() + next.high() + next.length % ADLER_MODULUS * (low() + ADLER_MODULUS - 1);
		return (int) (high % ADLER_MODULUS << 16 | low % ADLER_MODULUS);
	}

	private long low() {
		return this.adler & 0xffffL;
	}

	private long high() {
		return (this.adler & 0xffffffffL) >>> 16;
	}

}
