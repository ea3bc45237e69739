package io.heatlens.render.png;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/**
 * Encodes pixels as a PNG file with text chunks (PNG specification, third edition).
 * Java's own writer tries every filter on every row, which takes three times as long.
 */
public final class PngEncoder {

	private static final long SIGNATURE = 0x89504e470d0a1a0aL;

	/** The bytes of pixels above which a second thread saves time. */
	private static final int LARGE = 1 << 18;

	/**
	 * Encodes 8-bit pixels.
	 * @param width the width in pixels
	 * @param height the height in pixels
	 * @param channels the bytes per pixel: 1 (grey), 3 (RGB, which may show a photograph)
	 * or 4 (RGBA)
	 * @param rows the factory of the rows; each thread uses its own instance
	 * @param text the keywords (1 to 79 Latin-1 characters) and texts
	 * @return the PNG file
	 */
	public byte[] encode(int width, int height, int channels, Supplier<Rows> rows, Map<String, String> text) {
		List<Chunk> chunks = new ArrayList<>();
		chunks.add(new Chunk("IHDR", header(width, height, channels)));
		text.forEach((keyword, value) -> chunks.add(text(keyword, value)));
		pixels(height, width * channels, rows, channels != 3).forEach((data) -> chunks.add(new Chunk("IDAT", data)));
		chunks.add(new Chunk("IEND", new byte[0]));
		ByteBuffer file = ByteBuffer
			.allocate(Math.toIntExact(Long.BYTES + chunks.stream().mapToLong(Chunk::length).sum()));
		file.putLong(SIGNATURE);
		chunks.forEach((chunk) -> chunk.write(file));
		return file.array();
	}

	private static byte[] header(int width, int height, int channels) {
		byte colours = (byte) switch (channels) {
			case 1 -> 0;
			case 3 -> 2;
			default -> 6;
		};
		return ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).put(colours).array();
	}

	private static Chunk text(String keyword, String text) {
		if (StandardCharsets.ISO_8859_1.newEncoder().canEncode(text)) {
			return new Chunk("tEXt", (keyword + '\0' + text).getBytes(StandardCharsets.ISO_8859_1));
		}
		// not compressed, without a language and without a translated keyword
		return new Chunk("iTXt", (keyword + "\0\0\0\0\0" + text).getBytes(StandardCharsets.UTF_8));
	}

	// Writes the zlib format (RFC 1950) around two halves that are made in parallel.
	// There are never more, so that equal pixels give equal files on all machines.
	private static List<byte[]> pixels(int height, int stride, Supplier<Rows> rows, boolean drawing) {
		int middle = ((long) height * stride > LARGE) ? height / 2 : 0;
		CompletableFuture<Stripe> above = (middle == 0) ? CompletableFuture.completedFuture(Stripe.EMPTY)
				: CompletableFuture.supplyAsync(() -> Stripe.of(rows.get(), stride, 0, middle, false, drawing));
		Stripe lower = Stripe.of(rows.get(), stride, middle, height, true, drawing);
		Stripe upper = above.join();
		List<byte[]> data = new ArrayList<>();
		data.add(new byte[] { 0x78, 0x01 });
		data.addAll(upper.deflated());
		data.addAll(lower.deflated());
		data.add(ByteBuffer.allocate(Integer.BYTES).putInt(upper.checksum(lower)).array());
		return data;
	}

	/**
	 * Draws the pixels row by row.
	 */
	public interface Rows {

		/**
		 * Draws a row.
		 * @param y the row; each call is for the row after that of the call before
		 * @param row the array to fill, width x channels bytes
		 */
		void draw(int y, byte[] row);

	}

	/**
	 * A chunk of the file.
	 *
	 * @param type the four letters of its type
	 * @param data the data in it
	 */
	@SuppressWarnings("ArrayRecordComponent") // never compared
	private record Chunk(String type, byte[] data) {

		long length() {
			return 3L * Integer.BYTES + this.data.length;
		}

		void write(ByteBuffer file) {
			byte[] name = this.type.getBytes(StandardCharsets.ISO_8859_1);
			CRC32 crc = new CRC32();
			crc.update(name);
			crc.update(this.data);
			file.putInt(this.data.length).put(name).put(this.data).putInt((int) crc.getValue());
		}

	}

}
