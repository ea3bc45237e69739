package io.heatlens.render;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/**
 * Writes pixels as a PNG file with text chunks (PNG specification, third edition). Java's
 * own writer tries every filter on every row, which takes three times as long.
 */
final class PngEncoder {

	private static final long SIGNATURE = 0x89504e470d0a1a0aL;

	/** Bytes of pixels for which a second thread is worth it. */
	private static final int LARGE = 1 << 18;

	/**
	 * Encodes 8-bit pixels.
	 * @param width in pixels
	 * @param height in pixels
	 * @param channels of a pixel: 1 (grey), 3 (RGB, where a photograph may be) or 4
	 * (RGBA) bytes
	 * @param rows makes what draws the pixels, for each thread its own
	 * @param text keywords (1 to 79 Latin-1 characters) and texts
	 * @return the file
	 */
	byte[] encode(int width, int height, int channels, Supplier<Rows> rows, Map<String, String> text) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(width * height * channels / 2 + 1024);
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			out.writeLong(SIGNATURE);
			chunk(out, "IHDR", header(width, height, channels));
			for (Map.Entry<String, String> entry : text.entrySet()) {
				text(out, entry.getKey(), entry.getValue());
			}
			pixels(out, height, width * channels, rows, channels != 3);
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

	// zlib's format (RFC 1950) around the two halves of a picture, which are made side by
	// side; never more, so that the same pixels are the same file everywhere
	private static void pixels(DataOutputStream out, int height, int stride, Supplier<Rows> rows, boolean drawing)
			throws IOException {
		chunk(out, "IDAT", new byte[] { 0x78, 0x01 });
		int middle = ((long) height * stride > LARGE) ? height / 2 : 0;
		CompletableFuture<Stripe> upper = CompletableFuture.completedFuture(Stripe.EMPTY);
		if (middle > 0) {
			upper = CompletableFuture.supplyAsync(() -> Stripe.of(rows.get(), stride, 0, middle, false, drawing));
		}
		Stripe lower = Stripe.of(rows.get(), stride, middle, height, true, drawing);
		if (middle > 0) {
			chunk(out, "IDAT", upper.join().deflated());
		}
		chunk(out, "IDAT", lower.deflated());
		chunk(out, "IDAT", ByteBuffer.allocate(4).putInt(upper.join().checksum(lower)).array());
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
	 * Draws a picture row by row.
	 */
	interface Rows {

		/**
		 * Draws a row.
		 * @param y which, from the first one asked for on without a gap
		 * @param row width x channels bytes to fill
		 */
		void draw(int y, byte[] row);

	}

}
