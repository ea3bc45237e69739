package io.heatlens.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Copies the chunks of a WebP file, with the palettes of its first frame completed.
 */
final class WebpChunks {

	private static final int FILE_HEADER = 12;

	private static final int FRAME_HEADER = 16;

	/** The number of bits of the signature, the size and two more fields. */
	private static final int IMAGE_HEADER_BITS = 40;

	private static final int ALPHA_HEADER_BITS = 8;

	/** The bits of the header of alpha that hold its compression. */
	private static final int COMPRESSION = 3;

	private static final int LOSSLESS = 1;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private WebpChunks() {
	}

	/**
	 * Completes the palettes of a file.
	 * @param bytes the file, which is not changed
	 * @return {@code bytes} if nothing has to be completed, or if the file is damaged,
	 * which its reader finds; otherwise a changed copy
	 */
	static byte[] completed(byte[] bytes) {
		try {
			WebpChunks chunks = new WebpChunks();
			chunks.copy(little(bytes).position(FILE_HEADER), true);
			byte[] copied = chunks.out.toByteArray();
			if (copied.length == bytes.length - FILE_HEADER) {
				return bytes;
			}
			byte[] file = Arrays.copyOf(bytes, FILE_HEADER + copied.length);
			System.arraycopy(copied, 0, file, FILE_HEADER, copied.length);
			little(file).putInt(Integer.BYTES, file.length - 2 * Integer.BYTES);
			return file;
		}
		catch (RuntimeException ex) {
			return bytes;
		}
	}

	// Copies up to the end of the first frame, and then the rest as it is. A frame holds
	// no other frames.
	private void copy(ByteBuffer file, boolean whole) {
		boolean found = false;
		while (!found && file.remaining() >= 2 * Integer.BYTES) {
			String type = Bytes.ascii(file, Integer.BYTES);
			byte[] data = bytes(file, file.getInt());
			if (data.length % 2 == 1 && file.hasRemaining()) {
				file.get();
			}
			found = (type.startsWith("VP8") && !type.equals("VP8X")) || type.equals("ANMF");
			write(type, switch (type) {
				case "VP8L" -> WebpPalette.completed(data, IMAGE_HEADER_BITS);
				case "ALPH" ->
					((data[0] & COMPRESSION) == LOSSLESS) ? WebpPalette.completed(data, ALPHA_HEADER_BITS) : data;
				case "ANMF" -> whole ? frame(data) : data;
				default -> data;
			});
		}
		this.out.writeBytes(bytes(file, file.remaining()));
	}

	private static byte[] frame(byte[] data) {
		WebpChunks chunks = new WebpChunks();
		chunks.out.write(data, 0, FRAME_HEADER);
		chunks.copy(little(data).position(FRAME_HEADER), false);
		return chunks.out.toByteArray();
	}

	private void write(String type, byte[] data) {
		this.out.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
		this.out.writeBytes(little(new byte[Integer.BYTES]).putInt(data.length).array());
		this.out.writeBytes(Arrays.copyOf(data, data.length + data.length % 2));
	}

	private static byte[] bytes(ByteBuffer file, int length) {
		byte[] bytes = new byte[Bytes.take(file, length).remaining()];
		file.get(file.position() - length, bytes);
		return bytes;
	}

	private static ByteBuffer little(byte[] bytes) {
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

}
