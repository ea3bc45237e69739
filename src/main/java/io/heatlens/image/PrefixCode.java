package io.heatlens.image;

/**
 * A canonical prefix code of a lossless WebP image (RFC 9649, section 3.7.2).
 */
final class PrefixCode {

	private static final int LONGEST = 15;

	/** The order in which the lengths of the codes of lengths are written. */
	private static final int[] ORDER = { 17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 };

	private static final int REPEAT = 16;

	private static final int ZEROS = 17;

	/** The number of symbols for each length of a code. */
	private final int[] counts = new int[LONGEST + 1];

	/** The symbols in the order of their codes. */
	private final int[] symbols;

	private PrefixCode(int[] lengths) {
		for (int length : lengths) {
			this.counts[length]++;
		}
		this.counts[0] = 0;
		this.symbols = new int[lengths.length];
		int at = 0;
		for (int length = 1; length <= LONGEST; length++) {
			for (int symbol = 0; symbol < lengths.length; symbol++) {
				if (lengths[symbol] == length) {
					this.symbols[at++] = symbol;
				}
			}
		}
	}

	/**
	 * Reads a code.
	 * @param bits the bits, which are moved past the code
	 * @param alphabet the number of symbols
	 * @return the code
	 */
	static PrefixCode read(BitReader bits, int alphabet) {
		int[] lengths = new int[alphabet];
		if (bits.read(1) == 1) {
			int more = bits.read(1);
			lengths[bits.read((bits.read(1) == 1) ? Byte.SIZE : 1)] = 1;
			if (more == 1) {
				lengths[bits.read(Byte.SIZE)] = 1;
			}
		}
		else {
			readLengths(bits, lengths);
		}
		return new PrefixCode(lengths);
	}

	private static void readLengths(BitReader bits, int[] lengths) {
		int[] lengthsOfLengths = new int[ORDER.length];
		int count = 4 + bits.read(4);
		for (int i = 0; i < count; i++) {
			lengthsOfLengths[ORDER[i]] = bits.read(3);
		}
		PrefixCode code = new PrefixCode(lengthsOfLengths);
		int left = (bits.read(1) == 1) ? 2 + bits.read(2 + 2 * bits.read(3)) : lengths.length;
		int previous = Byte.SIZE;
		for (int symbol = 0; symbol < lengths.length && left > 0; left--) {
			int length = code.next(bits);
			if (length < REPEAT) {
				lengths[symbol++] = length;
				previous = (length > 0) ? length : previous;
			}
			else {
				int times = switch (length) {
					case REPEAT -> 3 + bits.read(2);
					case ZEROS -> 3 + bits.read(3);
					default -> 11 + bits.read(7);
				};
				for (; times > 0; times--) {
					lengths[symbol++] = (length == REPEAT) ? previous : 0;
				}
			}
		}
	}

	/**
	 * Reads a symbol.
	 * @param bits the bits, which are moved past its code; a code of one symbol has none
	 * @return the symbol
	 * @throws IllegalArgumentException if no symbol has such a code
	 */
	int next(BitReader bits) {
		if (isSingle()) {
			return this.symbols[0];
		}
		int code = 0;
		int first = 0;
		int index = 0;
		for (int length = 1; length <= LONGEST; length++) {
			code |= bits.read(1);
			int count = this.counts[length];
			if (code - first < count) {
				return this.symbols[index + code - first];
			}
			index += count;
			first = (first + count) << 1;
			code <<= 1;
		}
		throw new IllegalArgumentException("The code belongs to no symbol");
	}

	private boolean isSingle() {
		int all = 0;
		for (int count : this.counts) {
			all += count;
		}
		return all == 1;
	}

}
