package io.heatlens.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

import javax.imageio.ImageIO;

/**
 * Builds unusual and invalid image files.
 */
final class FileBuilder {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	FileBuilder ascii(String text) {
		return bytes(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	FileBuilder bytes(byte... bytes) {
		this.out.writeBytes(bytes);
		return this;
	}

	FileBuilder int32(int value) {
		return bytes(ByteBuffer.allocate(4).putInt(value).array());
	}

	FileBuilder int16(int value) {
		return bytes((byte) (value >> 8), (byte) value);
	}

	FileBuilder int32le(int value) {
		return bytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
	}

	byte[] build() {
		return this.out.toByteArray();
	}

	FileBuilder pngChunk(String type, byte[] data) {
		byte[] checked = new FileBuilder().ascii(type).bytes(data).build();
		CRC32 crc = new CRC32();
		crc.update(checked);
		return int32(data.length).bytes(checked).int32((int) crc.getValue());
	}

	/** Begins a PNG: 2 is RGB, 0 grey, 3 palette. */
	static FileBuilder png(int width, int height, int depth, int colourType) {
		byte[] header = new FileBuilder().int32(width)
			.int32(height)
			.bytes((byte) depth, (byte) colourType, (byte) 0, (byte) 0, (byte) 0)
			.build();
		return new FileBuilder().ascii("\u0089PNG\r\n\032\n").pngChunk("IHDR", header);
	}

	FileBuilder endPng(byte[] filteredRows) {
		return pngChunk("IDAT", deflated(filteredRows)).pngChunk("IEND", new byte[0]);
	}

	static byte[] deflated(byte[] bytes) {
		Deflater deflater = new Deflater();
		deflater.setInput(bytes);
		deflater.finish();
		byte[] out = new byte[bytes.length + 100];
		int length = deflater.deflate(out);
		deflater.end();
		return Arrays.copyOf(out, length);
	}

	/** An image of one colour. */
	static byte[] image(String format, int width, int height, int rgb) {
		BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				image.setRGB(x, y, rgb);
			}
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			ImageIO.write(image, format, bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/** A JPEG with a segment inserted after its first two bytes. */
	static byte[] jpegWith(byte[] jpeg, int marker, byte[] data) {
		return new FileBuilder().bytes(jpeg[0], jpeg[1])
			.bytes((byte) 0xff, (byte) marker)
			.int16(data.length + 2)
			.bytes(data)
			.bytes(Arrays.copyOfRange(jpeg, 2, jpeg.length))
			.build();
	}

	/** EXIF data that holds nothing but an orientation. */
	static byte[] exif(int orientation) {
		return new FileBuilder().ascii("MM\0*")
			.int32(8)
			.int16(1)
			.int16(274)
			.int16(3)
			.int32(1)
			.int16(orientation)
			.int16(0)
			.int32(0)
			.build();
	}

}
