package io.heatlens.render.png;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.Adler32;

/**
 * A number of successive rows of a PNG file, filtered and compressed.
 *
 * @param deflated the compressed pieces (RFC 1951), which those of another stripe can
 * follow
 * @param adler the checksum of the filtered bytes (RFC 1950)
 * @param length the number of filtered bytes
 */
record Stripe(List<byte[]> deflated, int adler, long length) {

	static final Stripe EMPTY = new Stripe(List.of(), 1, 0);

	/** The bytes that are compressed at a time. */
	private static final int PIECE = 1 << 16;

	/** The distance between the bytes that are compared with the byte before them. */
	private static final int SAMPLED = 8;

	/** The share of equal bytes below which a piece is taken for a photograph. */
	private static final double FEW = 0.7;

	/** The bytes by which noise grows at most when it is compressed. */
	private static final int SLACK = 1024;

	private static final int ADLER_MODULUS = 65521;

	Stripe {
		deflated = List.copyOf(deflated);
	}

	/**
	 * Draws and compresses rows.
	 * @param rows the source of the pixels
	 * @param stride the bytes per row
	 * @param from the first row
	 * @param to the row after the last one, more than {@code from}
	 * @param last whether no stripe follows
	 * @param drawing whether the rows show no photograph
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
				// The counts of a sample may be wrong for the other bytes.
				deflated.add((blocks.length > length + SLACK) ? zlib.code(piece, length, last && end == to) : blocks);
			}
		}
		return new Stripe(deflated, (int) adler.getValue(), (to - from) * (stride + 1L));
	}

	// Searching a photograph for repeated bytes takes five times as long and saves
	// little.
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
	 * Computes the checksum of the bytes of two stripes.
	 * @param next the stripe that follows
	 * @return the checksum of this stripe's bytes followed by those of the next
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
	 * Applies PNG's filter 2, which subtracts from each byte the byte above it.
	 */
	private static final class UpFilter {

		private static final byte UP = 2;

		private final PngEncoder.Rows rows;

		private byte[] row;

		private byte[] above;

		UpFilter(PngEncoder.Rows rows, int stride, int from) {
			this.rows = rows;
			this.row = new byte[stride];
			this.above = new byte[stride]; // zeros above the first row
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

		// This works in place, because Java 17 vectorises loops over arrays that start at
		// index 0.
		private static void subtract(byte[] row, byte[] above) {
			for (int i = 0; i < above.length; i++) {
				above[i] = (byte) (row[i] - above[i]);
			}
		}

	}

}
