package io.heatlens.render;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes pixels as a PNG file with text chunks (PNG specification, third edition). Java's
 * own writer tries every filter on every row, which takes three times as long.
 */
final class PngEncoder {

	private static final long SIGNATURE = 0x89504e470d0a1a0aL;

	/** A row's filter: each byte less the one above it. */
	private static final byte UP = 2;

	/** Bytes that are compressed at a time. */
	private static final int PIECE = 1 << 16;

	/** Each so many bytes one is asked whether it repeats the one before it. */
	private static final int SAMPLED = 8;

	/** Filtered bytes of photographs repeat less often, those of drawings more often. */
	private static final double FEW = 0.4;

	/**
	 * Encodes 8-bit pixels.
	 * @param width in pixels
	 * @param height in pixels
	 * @param channels of a pixel: 1 (grey), 3 (RGB) or 4 (RGBA) bytes
	 * @param rows draws the pixels
	 * @param text keywords (1 to 79 Latin-1 characters) and texts
	 * @return the file
	 */
	byte[] encode(int width, int height, int channels, Rows rows, Map<String, String> text) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(width * height * channels / 2 + 1024);
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			out.writeLong(SIGNATURE);
			chunk(out, "IHDR", header(width, height, channels));
			for (Map.Entry<String, String> entry : text.entrySet()) {
				text(out, entry.getKey(), entry.getValue());
			}
			pixels(out, height, width * channels, rows);
			chunk(out, "IEND", new byte[0]);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static byte[] header(int width, int height, int channels) {
		byte colours = (byte) switch (channels) {
			case 1 -> 0;
			case 3 -> 2;
			default -> 6;
		};
		return ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).put(colours).array();
	}

	private static void text(DataOutputStream out, String keyword, String text) throws IOException {
		if (StandardCharsets.ISO_8859_1.newEncoder().canEncode(text)) {
			chunk(out, "tEXt", (keyword + '\0' + text).getBytes(StandardCharsets.ISO_8859_1));
		}
		else {
			// neither compressed nor in a language, nor with a keyword in that language
			chunk(out, "iTXt", (keyword + "\0\0\0\0\0" + text).getBytes(StandardCharsets.UTF_8));
		}
	}

	private static void pixels(DataOutputStream out, int height, int stride, Rows rows) throws IOException {
		int piece = Math.max(1, Math.min(height, PIECE / stride));
		byte[] filtered = new byte[piece * (stride + 1)];
		byte[] above = new byte[stride]; // of the first row, zeros
		byte[] row = new byte[stride];
		Deflater deflater = new Deflater(Deflater.BEST_SPEED);
		try {
			for (int y = 0, at = 0; y < height; y++) {
				rows.draw(y, row);
				filtered[at++] = UP;
				for (int i = 0; i < stride; i++) {
					filtered[at + i] = (byte) (row[i] - above[i]);
				}
				at += stride;
				byte[] drawn = row;
				row = above;
				above = drawn;
				if (at == filtered.length || y == height - 1) {
					deflate(out, deflater, filtered, at, y == height - 1);
					at = 0;
				}
			}
		}
		finally {
			deflater.end();
		}
	}

	private static void deflate(DataOutputStream out, Deflater deflater, byte[] filtered, int length, boolean last)
			throws IOException {
		deflater.setStrategy(strategy(filtered, length));
		deflater.setInput(filtered, 0, length);
		if (last) {
			deflater.finish();
		}
		byte[] buffer = new byte[PIECE];
		while (last ? !deflater.finished() : !deflater.needsInput()) {
			int count = deflater.deflate(buffer);
			if (count > 0) {
				chunk(out, "IDAT", buffer, count);
			}
		}
	}

	// Of a photograph, looking for what was there before takes longer than it saves
	private static int strategy(byte[] filtered, int length) {
		int repeats = 0;
		for (int i = SAMPLED; i < length; i += SAMPLED) {
			if (filtered[i] == filtered[i - 1]) {
				repeats++;
			}
		}
		return (repeats < FEW * length / SAMPLED) ? Deflater.HUFFMAN_ONLY : Deflater.DEFAULT_STRATEGY;
	}

	private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
		chunk(out, type, data, data.length);
	}

	private static void chunk(DataOutputStream out, String type, byte[] data, int length) throws IOException {
		byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
		CRC32 crc = new CRC32();
		crc.update(name);
		crc.update(data, 0, length);
		out.writeInt(length);
		out.write(name);
		out.write(data, 0, length);
		out.writeInt((int) crc.getValue());
	}

	/**
	 * Draws a picture row by row.
	 */
	interface Rows {

		/**
		 * Draws a row.
		 * @param y which, in their order
		 * @param row width x channels bytes to fill
		 */
		void draw(int y, byte[] row);

	}

}
