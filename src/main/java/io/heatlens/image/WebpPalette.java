package io.heatlens.image;

import java.util.List;

/**
 * Completes the palette of a lossless WebP image to 256 colours. Encoders leave
 * transparent black out, since indices beyond the palette mean this colour (RFC 9649,
 * section 3.5.4). The reader gives them the palette's last colour.
 */
final class WebpPalette {

	private static final int INDEXING = 3;

	private static final int COLOURS = 256;

	/** Smaller palettes have indices of fewer bits. */
	private static final int PACKED = 16;

	private static final int LENGTHS = 24;

	private static final int DISTANCES = 40;

	private static final int CACHE_FACTOR = 0x1e35a7bd;

	/** Numbers up to this one name a neighbour instead of a distance. */
	private static final int NEIGHBOURS = 120;

	/** The neighbours to the left, from 1 to 8 pixels away. */
	private static final List<Integer> LEFT = List.of(2, 6, 14, 24, 40, 56, 74, 97);

	/** The neighbours above and to the right, from 1 to 7 columns away. */
	private static final List<Integer> ABOVE = List.of(4, 10, 18, 28, 44, 60, 80);

	private final BitReader bits;

	private final int[] colours;

	private int[] cache = new int[0];

	private WebpPalette(BitReader bits, int size) {
		this.bits = bits;
		this.colours = new int[size];
	}

	/**
	 * Completes the palette of an image.
	 * @param image the image
	 * @param header the number of bits before its first transform
	 * @return {@code image} if it has no palette of 17 to 255 colours, otherwise a
	 * changed copy
	 * @throws java.nio.BufferUnderflowException if the image is cut short
	 * @throws RuntimeException if the image is damaged
	 */
	static byte[] completed(byte[] image, int header) {
		BitReader bits = new BitReader(image);
		BitWriter out = new BitWriter();
		copy(bits, out, header);
		if (bits.read(1) == 0 || bits.read(2) != INDEXING) {
			return image;
		}
		int size = bits.read(Byte.SIZE) + 1;
		if (size <= PACKED || size == COLOURS) {
			return image;
		}
		WebpPalette palette = new WebpPalette(bits, size);
		palette.read();
		palette.write(out);
		copy(bits, out, bits.left());
		return out.bytes();
	}

	private static void copy(BitReader from, BitWriter to, long count) {
		for (long i = 0; i < count; i++) {
			to.write(from.read(1), 1);
		}
	}

	// Reads an image of one row, in which each colour is stored as its difference to the
	// one before (RFC 9649, section 3.7.3).
	private void read() {
		int cacheBits = (this.bits.read(1) == 1) ? this.bits.read(4) : 0;
		this.cache = new int[(cacheBits > 0) ? 1 << cacheBits : 0];
		PrefixCode green = PrefixCode.read(this.bits, COLOURS + LENGTHS + this.cache.length);
		PrefixCode red = PrefixCode.read(this.bits, COLOURS);
		PrefixCode blue = PrefixCode.read(this.bits, COLOURS);
		PrefixCode alpha = PrefixCode.read(this.bits, COLOURS);
		PrefixCode distances = PrefixCode.read(this.bits, DISTANCES);
		int at = 0;
		while (at < this.colours.length) {
			int symbol = green.next(this.bits);
			if (symbol < COLOURS) {
				put(at++, symbol << 8 | red.next(this.bits) << 16 | blue.next(this.bits) | alpha.next(this.bits) << 24);
			}
			else if (symbol < COLOURS + LENGTHS) {
				int length = number(symbol - COLOURS);
				int distance = distance(number(distances.next(this.bits)));
				for (; length > 0; length--, at++) {
					put(at, this.colours[at - distance]);
				}
			}
			else {
				put(at++, this.cache[symbol - COLOURS - LENGTHS]);
			}
		}
	}

	private void put(int at, int argb) {
		this.colours[at] = argb;
		if (this.cache.length > 0) {
			this.cache[(CACHE_FACTOR * argb) >>> (Integer.numberOfLeadingZeros(this.cache.length) + 1)] = argb;
		}
	}

	private int number(int symbol) {
		if (symbol < 4) {
			return symbol + 1;
		}
		int extra = (symbol - 2) >> 1;
		return ((2 + (symbol & 1)) << extra) + this.bits.read(extra) + 1;
	}

	// Other neighbours are outside of an image with one row.
	private int distance(int number) {
		if (number > NEIGHBOURS) {
			return number - NEIGHBOURS;
		}
		return LEFT.contains(number) ? LEFT.indexOf(number) + 1 : this.colours.length - ABOVE.indexOf(number) - 1;
	}

	private void write(BitWriter out) {
		out.write(1, 1);
		out.write(INDEXING, 2);
		out.write(COLOURS - 1, Byte.SIZE);
		out.write(0, 1); // no cache
		writeCode(out, COLOURS + LENGTHS);
		writeCode(out, COLOURS);
		writeCode(out, COLOURS);
		writeCode(out, COLOURS);
		out.write(1, 4); // a code with the one distance 0
		for (int at = 0; at < COLOURS; at++) {
			int argb = (at < this.colours.length) ? this.colours[at] : 0;
			if (at == this.colours.length) {
				argb = toBlack();
			}
			for (int shift : new int[] { 8, 16, 0, 24 }) {
				out.write(Integer.reverse(argb >>> shift) >>> 24, Byte.SIZE);
			}
		}
	}

	// Writes a code in which the symbols up to 255 have 8 bits each.
	private static void writeCode(BitWriter out, int alphabet) {
		out.write(0, 1);
		out.write(8, 4); // 12 lengths of lengths in their order: those of 0 and 8 are 1
		for (int i = 0; i < 12; i++) {
			out.write((i == 2 || i == 11) ? 1 : 0, 3);
		}
		out.write(0, 1);
		for (int symbol = 0; symbol < alphabet; symbol++) {
			out.write((symbol < COLOURS) ? 1 : 0, 1);
		}
	}

	// The difference of transparent black to the palette's last colour, for each sample.
	private int toBlack() {
		int difference = 0;
		for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
			int sample = 0;
			for (int colour : this.colours) {
				sample += colour >>> shift;
			}
			difference |= (-sample & 0xff) << shift;
		}
		return difference;
	}

}
