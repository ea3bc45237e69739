package io.heatlens.render;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes deflate's blocks with a code of their own and without repeats (RFC 1951, 3.2.7),
 * for bytes that hardly repeat. Java's own {@code HUFFMAN_ONLY} comes to the same length
 * in three times the time.
 */
final class HuffmanCoder implements BlockCoder {

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	/** Of a block. */
	private static final int END = 256;

	private static final int SYMBOLS = END + 1;

	/** Bits of a code. */
	private static final int LONGEST = 15;

	/** Bits for the length of a code: each length from 0 to 15 has a code of 4 bits. */
	private static final int LENGTH_BITS = 4;

	/** A code, as deflate reads it, above the bits for its length. */
	private final int[] codes = new int[SYMBOLS];

	private byte[] buffer = new byte[0];

	private int at;

	/** What is of no whole byte yet, from the lowest on. */
	private long bits;

	private int pending;

	@Override
	public void code(byte[] bytes, int length, boolean last, ByteArrayOutputStream out) {
		begin(length);
		int[] counts = new int[SYMBOLS];
		for (int i = 0; i < length; i++) {
			counts[bytes[i] & 0xff]++;
		}
		counts[END] = 1;
		int[] lengths = lengths(counts);
		header(lengths, last);
		makeCodes(lengths);
		write(bytes, length);
		put(this.codes[END] >>> LENGTH_BITS, this.codes[END] & LONGEST);
		finish(last, out);
	}

	// No code of ours takes more than 9 bits a byte on average
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
		put(2, 2); // a code of the block's own
		put(0, 5); // 257 bytes and END
		put(1, 5); // 2 distances, which nothing has
		put(15, 4); // 19 kinds of lengths, of which the first three are repeats
		put(0, 9);
		for (int kind = 0; kind < 16; kind++) {
			put(LENGTH_BITS, 3);
		}
		for (int length : lengths) {
			put(reversed(length, LENGTH_BITS), LENGTH_BITS);
		}
		put(reversed(1, LENGTH_BITS), LENGTH_BITS);
		put(reversed(1, LENGTH_BITS), LENGTH_BITS);
	}

	// Huffman 1952, with counts made more alike until no code is too long
	private static int[] lengths(int[] counts) {
		int[] lengths = new int[SYMBOLS];
		int[] weights = counts.clone();
		do {
			measure(weights, lengths);
			for (int i = 0; i < SYMBOLS; i++) {
				weights[i] = (weights[i] + 1) / 2;
			}
		}
		while (Arrays.stream(lengths).max().orElseThrow() > LONGEST);
		return lengths;
	}

	// The leaves, sorted, and behind them the inner nodes, which come sorted
	private static void measure(int[] weights, int[] lengths) {
		long[] leaves = new long[SYMBOLS];
		int count = 0;
		for (int symbol = 0; symbol < SYMBOLS; symbol++) {
			if (weights[symbol] > 0) {
				leaves[count++] = (long) weights[symbol] << Integer.SIZE | symbol;
			}
		}
		Arrays.sort(leaves, 0, count);
		long[] weight = new long[2 * count - 1];
		int[] parent = new int[weight.length];
		for (int leaf = 0; leaf < count; leaf++) {
			weight[leaf] = leaves[leaf] >>> Integer.SIZE;
		}
		int leaf = 0;
		int inner = count;
		for (int node = count; node < weight.length; node++) {
			for (int child = 0; child < 2; child++) {
				boolean isLeaf = leaf < count && (inner == node || weight[leaf] <= weight[inner]);
				int least = isLeaf ? leaf++ : inner++;
				weight[node] += weight[least];
				parent[least] = node;
			}
		}
		int[] depth = new int[weight.length];
		for (int node = weight.length - 2; node >= 0; node--) {
			depth[node] = depth[parent[node]] + 1;
			if (node < count) {
				lengths[(int) leaves[node]] = depth[node];
			}
		}
	}

	// RFC 1951, 3.2.2
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

	// deflate fills bytes from the lowest bit, but has codes begin with their highest
	private static int reversed(int code, int length) {
		return Integer.reverse(code) >>> (Integer.SIZE - length);
	}

	// Three codes and the rest of a byte are at most 52 bits
	private void write(byte[] bytes, int length) {
		long codes = this.bits;
		int count = this.pending;
		int to = this.at;
		int i = 0;
		for (; i + 3 <= length; i += 3) {
			int first = this.codes[bytes[i] & 0xff];
			codes |= (long) (first >>> LENGTH_BITS) << count;
			count += first & LONGEST;
			int second = this.codes[bytes[i + 1] & 0xff];
			codes |= (long) (second >>> LENGTH_BITS) << count;
			count += second & LONGEST;
			int third = this.codes[bytes[i + 2] & 0xff];
			codes |= (long) (third >>> LENGTH_BITS) << count;
			count += third & LONGEST;
			LONGS.set(this.buffer, to, codes);
			to += count >>> 3;
			codes >>>= count & ~7;
			count &= 7;
		}
		this.bits = codes;
		this.pending = count;
		this.at = to;
		for (; i < length; i++) {
			int code = this.codes[bytes[i] & 0xff];
			put(code >>> LENGTH_BITS, code & LONGEST);
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

	// Up to a whole byte: behind the last block anything, else an empty block of bytes
	private void finish(boolean last, ByteArrayOutputStream out) {
		if (!last) {
			put(0, 3);
		}
		put(0, -this.pending & 7);
		out.write(this.buffer, 0, this.at);
		if (!last) {
			out.writeBytes(new byte[] { 0, 0, -1, -1 });
		}
	}

	@Override
	public void close() {
		// holds nothing
	}

}
