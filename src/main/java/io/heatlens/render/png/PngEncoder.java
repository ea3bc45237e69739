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
 * Writes pixels as a PNG file with text chunks (PNG specification, third edition). Java's
 * own writer tries every filter on every row, which takes three times as long.
 */
public final class PngEncoder {

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
		// neither compressed nor in a language, nor with a keyword in that language
		return new Chunk("iTXt", (keyword + "\0\0\0\0\0" + text).getBytes(StandardCharsets.UTF_8));
	}

	// zlib's format (RFC 1950) around the two halves of a picture, which are made side by
	// side; never more, so that the same pixels are the same file everywhere
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
	 * Draws a picture row by row.
	 */
	public interface Rows {

		/**
		 * Draws a row.
		 * @param y which, from the first one asked for on without a gap
		 * @param row width x channels bytes to fill
		 */
		void draw(int y, byte[] row);

	}

	/**
	 * A part of the file.
	 *
	 * @param type four letters
	 * @param data what is in it
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
