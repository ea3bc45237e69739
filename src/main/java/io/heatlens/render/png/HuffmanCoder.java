package io.heatlens.render.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Compresses photographs into blocks that have a code of their own (RFC 1951, 3.2.7). The
 * blocks never refer to earlier bytes, since noise makes repetitions rare. zlib's
 * {@code HUFFMAN_ONLY} takes four times as long for blocks of the same length.
 */
final class HuffmanCoder implements BlockCoder {

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	/** The symbol that ends a block. */
	private static final int END = 256;

	private static final int SYMBOLS = END + 1;

	/**
	 * The distance from one counted byte to the next if there are many bytes. It is not a
	 * multiple of 3 or 4, so that each channel is counted equally often.
	 */
	private static final int STEP = 5;

	private static final int MANY = 1 << 15;

	/** The longest code that deflate allows. */
	private static final int LONGEST = 15;

	/** The number of bits that hold the length of a code, which is 0 to 15. */
	private static final int LENGTH_BITS = 4;

	private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

	/**
	 * One entry per symbol: the length of its code in the lowest bits, and above them the
	 * code, with its bits in the order in which deflate writes them.
	 */
	private final int[] codes = new int[SYMBOLS];

	private byte[] buffer = new byte[0];

	private int at;

	/** The bits that do not fill a byte yet, starting with the lowest. */
	private long bits;

	private int pending;

	@Override
	public byte[] code(byte[] bytes, int length, boolean last) {
		int[] lengths = CodeLengths.of(counts(bytes, length), LONGEST);
		begin(length);
		header(lengths, last);
		makeCodes(lengths);
		write(bytes, length);
		put(this.codes[END] >>> LENGTH_BITS, this.codes[END] & LENGTH_MASK);
		return finish(last);
	}

	// A sample is nearly as good as all bytes. Each symbol gets a code, because a symbol
	// that is not in the sample may still occur.
	private static int[] counts(byte[] bytes, int length) {
		int[] counts = new int[SYMBOLS];
		Arrays.fill(counts, 1);
		int step = (length < MANY) ? 1 : STEP;
		for (int i = 0; i < length; i += step) {
			counts[bytes[i] & 0xff] += step;
		}
		return counts;
	}

	// Makes room for at most 15 bits per byte, 139 bytes of header, END, an empty block,
	// and the bytes beyond the end that change when a whole long is written.
	private void begin(int length) {
		int most = 2 * length + SYMBOLS;
		if (this.buffer.length < most) {
			this.buffer = new byte[most];
		}
		this.at = 0;
		this.bits = 0;
		this.pending = 0;
	}

	private void header(int[] lengths, boolean last) {
		put(last ? 1 : 0, 1);
		put(2, 2); // a block with a code of its own
		put(0, 5); // 256 bytes and END
		put(1, 5); // 2 distance codes of 1 bit, never used
		put(15, 4); // 19 code lengths; the first three, for repeats, are not used
		put(0, 9);
		for (int kind = 0; kind <= LONGEST; kind++) {
			put(LENGTH_BITS, 3);
		}
		for (int length : lengths) {
			put(reversed(length, LENGTH_BITS), LENGTH_BITS);
		}
		put(reversed(1, LENGTH_BITS), LENGTH_BITS);
		put(reversed(1, LENGTH_BITS), LENGTH_BITS);
	}

	// Assigns the codes as RFC 1951, 3.2.2 does.
	private void makeCodes(int[] lengths) {
		int code = 0;
		for (int length = 1; length <= LONGEST; length++) {
			code <<= 1;
			for (int symbol = 0; symbol < SYMBOLS; symbol++) {
				if (lengths[symbol] == length) {
					this.codes[symbol] = reversed(code++, length) << LENGTH_BITS | length;
				}
			}
		}
	}

	// Deflate fills bytes from the lowest bit, but a code begins with its highest bit.
	private static int reversed(int code, int length) {
		return Integer.reverse(code) >>> (Integer.SIZE - length);
	}

	// Three codes and the bits that do not fill a byte yet are at most 52 bits.
	private void write(byte[] bytes, int length) {
		long gathered = this.bits;
		int count = this.pending;
		int to = this.at;
		int i = 0;
		for (; i + 3 <= length; i += 3) {
			int first = this.codes[bytes[i] & 0xff];
			gathered |= (long) (first >>> LENGTH_BITS) << count;
			count += first & LENGTH_MASK;
			int second = this.codes[bytes[i + 1] & 0xff];
			gathered |= (long) (second >>> LENGTH_BITS) << count;
			count += second & LENGTH_MASK;
			int third = this.codes[bytes[i + 2] & 0xff];
			gathered |= (long) (third >>> LENGTH_BITS) << count;
			count += third & LENGTH_MASK;
			LONGS.set(this.buffer, to, gathered);
			to += count >>> 3;
			gathered >>>= count & ~7;
			count &= 7;
		}
		this.bits = gathered;
		this.pending = count;
		this.at = to;
		for (; i < length; i++) {
			int code = this.codes[bytes[i] & 0xff];
			put(code >>> LENGTH_BITS, code & LENGTH_MASK);
		}
	}

	private void put(int value, int count) {
		this.bits |= (long) value << this.pending;
		this.pending += count;
		LONGS.set(this.buffer, this.at, this.bits);
		this.at += this.pending >>> 3;
		this.bits >>>= this.pending & ~7;
		this.pending &= 7;
	}

	// Fills the last byte: with zeros after the last block, and with an empty stored
	// block after any other.
	private byte[] finish(boolean last) {
		if (!last) {
			put(0, 3);
		}
		put(0, -this.pending & 7);
		if (!last) {
			put(0, Short.SIZE);
			put(0xffff, Short.SIZE);
		}
		return Arrays.copyOf(this.buffer, this.at);
	}

	@Override
	public void close() {
		// nothing to release
	}

}
