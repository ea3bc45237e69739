package io.heatlens.render;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes pixels as a PNG file with text chunks (PNG specification, third edition). Java's
 * own writer tries every filter on every row, which takes three times as long.
 */
final class PngEncoder {

	private static final long SIGNATURE = 0x89504e470d0a1a0aL;

	/** A row's filter: its bytes as they are. */
	private static final byte NONE = 0;

	/** A row's filter: each byte less the one above it. */
	private static final byte UP = 2;

	/** Bytes that are compressed at a time. */
	private static final int PIECE = 1 << 19;

	/**
	 * Encodes 8-bit pixels.
	 * @param width in pixels
	 * @param height in pixels
	 * @param pixels width x height pixels of 1 (grey), 3 (RGB) or 4 (RGBA) bytes
	 * @param text keywords (1 to 79 Latin-1 characters) and texts
	 * @return the file
	 */
	byte[] encode(int width, int height, byte[] pixels, Map<String, String> text) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(pixels.length / 2 + 1024);
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			out.writeLong(SIGNATURE);
			chunk(out, "IHDR", header(width, height, pixels.length / width / height));
			for (Map.Entry<String, String> entry : text.entrySet()) {
				text(out, entry.getKey(), entry.getValue());
			}
			chunk(out, "IDAT", compressed(pixels, pixels.length / height));
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

	// zlib's format (RFC 1950) around pieces of deflate that are made side by side: their
	// length is fixed, so that the same pixels are the same file everywhere
	private static byte[] compressed(byte[] pixels, int stride) throws IOException {
		int rows = Math.max(1, PIECE / stride);
		int height = pixels.length / stride;
		List<Piece> pieces = IntStream.range(0, (height + rows - 1) / rows)
			.parallel()
			.mapToObj((piece) -> Piece.of(pixels, stride, piece * rows, Math.min((piece + 1) * rows, height)))
			.toList();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(pixels.length / 2 + 64);
		Adler32 sum = new Adler32();
		bytes.write(0x78);
		bytes.write(0x01);
		for (Piece piece : pieces) {
			sum.update(piece.filtered());
			bytes.write(piece.deflated());
		}
		bytes.write(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
		return bytes.toByteArray();
	}

	private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
		byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
		CRC32 crc = new CRC32();
		crc.update(name);
		crc.update(data);
		out.writeInt(data.length);
		out.write(name);
		out.write(data);
		out.writeInt((int) crc.getValue());
	}

	/**
	 * Some rows of the picture.
	 *
	 * @param filtered each row's filter and what is left of its bytes
	 * @param deflated the same, compressed
	 */
	@SuppressWarnings("ArrayRecordComponent") // never compared
	private record Piece(byte[] filtered, byte[] deflated) {

		static Piece of(byte[] pixels, int stride, int from, int to) {
			byte[] filtered = new byte[(to - from) * (stride + 1)];
			int at = 0;
			for (int row = from; row < to; row++) {
				filtered[at++] = (row == 0) ? NONE : UP;
				int start = row * stride;
				if (row == 0) {
					System.arraycopy(pixels, 0, filtered, at, stride);
				}
				else {
					subtract(pixels, start, stride, filtered, at);
				}
				at += stride;
			}
			return new Piece(filtered, deflate(filtered, to * stride == pixels.length));
		}

		private static void subtract(byte[] pixels, int start, int stride, byte[] filtered, int at) {
			for (int i = 0; i < stride; i++) {
				filtered[at + i] = (byte) (pixels[start + i] - pixels[start + i - stride]);
			}
		}

		// A photograph a tenth smaller takes three times as long at zlib's level 3
		private static byte[] deflate(byte[] filtered, boolean last) {
			Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
			try {
				deflater.setInput(filtered);
				if (last) {
					deflater.finish();
				}
				// stored as it is, data grows by five bytes in each block of 16 kB or
				// more
				byte[] out = new byte[filtered.length + filtered.length / 1000 + 64];
				int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
				return Arrays.copyOf(out, length);
			}
			finally {
				deflater.end();
			}
		}

	}

}
