package io.heatlens.render.png;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.Adler32;

/**
 * Some rows of a PNG's picture, filtered and compressed.
 *
 * @param deflated pieces, which another stripe's can follow (RFC 1951)
 * @param adler checksum of the filtered bytes (RFC 1950)
 * @param length how many there were
 */
record Stripe(List<byte[]> deflated, int adler, long length) {

	static final Stripe EMPTY = new Stripe(List.of(), 1, 0);

	/** Bytes that are compressed at a time. */
	private static final int PIECE = 1 << 16;

	/** Each so many bytes one is asked whether it repeats the one before it. */
	private static final int SAMPLED = 8;

	/** Filtered bytes of photographs repeat less often, those of drawings more often. */
	private static final double FEW = 0.7;

	/** Bytes that noise grows by. */
	private static final int SLACK = 1024;

	private static final int ADLER_MODULUS = 65521;

	Stripe {
		deflated = List.copyOf(deflated);
	}

	/**
	 * Draws and compresses.
	 * @param rows draws the pixels
	 * @param stride bytes of a row
	 * @param from the first row
	 * @param to behind the last, more than {@code from}
	 * @param last whether no stripe follows
	 * @param drawing whether there is no photograph in it
	 * @return the stripe
	 */
	static Stripe of(PngEncoder.Rows rows, int stride, int from, int to, boolean last, boolean drawing) {
		UpFilter filter = new UpFilter(rows, stride, from);
		int count = Math.max(1, Math.min(to - from, PIECE / stride));
		byte[] piece = new byte[count * (stride + 1)];
		Adler32 adler = new Adler32();
		List<byte[]> deflated = new ArrayList<>();
		try (BlockCoder huffman = new HuffmanCoder(); BlockCoder zlib = new ZlibCoder()) {
			for (int y = from; y < to; y += count) {
				int end = Math.min(y + count, to);
				int length = filter.fill(piece, y, end);
				adler.update(piece, 0, length);
				BlockCoder coder = (drawing || repeats(piece, length)) ? zlib : huffman;
				byte[] blocks = coder.code(piece, length, last && end == to);
				// bytes that are counted may be no sample of the others
				deflated.add((blocks.length > length + SLACK) ? zlib.code(piece, length, last && end == to) : blocks);
			}
		}
		return new Stripe(deflated, (int) adler.getValue(), (to - from) * (stride + 1L));
	}

	// Of a photograph, looking for what was there before takes five times as long and
	// saves little
	private static boolean repeats(byte[] filtered, int length) {
		int repeats = 0;
		for (int i = SAMPLED; i < length; i += SAMPLED) {
			if (filtered[i] == filtered[i - 1]) {
				repeats++;
			}
		}
		return repeats >= FEW * length / SAMPLED;
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

	/**
	 * PNG's filter 2: each byte less the one above it.
	 */
	private static final class UpFilter {

		private static final byte UP = 2;

		private final PngEncoder.Rows rows;

		private byte[] row;

		private byte[] above;

		UpFilter(PngEncoder.Rows rows, int stride, int from) {
			this.rows = rows;
			this.row = new byte[stride];
			this.above = new byte[stride]; // of the first row, zeros
			if (from > 0) {
				rows.draw(from - 1, this.above);
			}
		}

		int fill(byte[] piece, int from, int to) {
			int at = 0;
			for (int y = from; y < to; y++) {
				this.rows.draw(y, this.row);
				byte[] difference = this.above;
				subtract(this.row, difference);
				piece[at] = UP;
				System.arraycopy(difference, 0, piece, at + 1, difference.length);
				at += difference.length + 1;
				this.above = this.row;
				this.row = difference;
			}
			return at;
		}

		// in place: Java 17 vectorises loops over arrays from index 0 on
		private static void subtract(byte[] row, byte[] above) {
			for (int i = 0; i < above.length; i++) {
				above[i] = (byte) (row[i] - above[i]);
			}
		}

	}

}
