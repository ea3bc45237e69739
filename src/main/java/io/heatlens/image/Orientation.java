package io.heatlens.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.jspecify.annotations.Nullable;

/**
 * Turns an image upright according to its EXIF orientation (EXIF 2.32, tag 274).
 *
 * @param transposed whether rows become columns
 * @param flippedX whether the image is mirrored left to right, after transposing
 * @param flippedY whether the image is mirrored top to bottom, after transposing
 */
record Orientation(boolean transposed, boolean flippedX, boolean flippedY) {

	private static final int TAG = 274;

	private static final int SHORT = 3;

	/**
	 * Reads the orientation from EXIF data. If there is none or it is damaged, the image
	 * stays as it is.
	 */
	static Orientation of(@Nullable ByteBuffer exif) {
		int value = 1;
		if (exif != null) {
			try {
				value = find(exif.duplicate());
			}
			catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException ex) {
				value = 1;
			}
		}
		return switch (value) {
			case 2 -> new Orientation(false, true, false);
			case 3 -> new Orientation(false, true, true);
			case 4 -> new Orientation(false, false, true);
			case 5 -> new Orientation(true, false, false);
			case 6 -> new Orientation(true, true, false);
			case 7 -> new Orientation(true, true, true);
			case 8 -> new Orientation(true, false, true);
			default -> new Orientation(false, false, false);
		};
	}

	private static int find(ByteBuffer exif) {
		ByteBuffer tiff = exif.slice();
		if (tiff.get(0) == 'E') { // Some WebP files repeat the prefix of JPEG.
			tiff = tiff.position(6).slice();
		}
		tiff.order((tiff.getShort() == 0x4949) ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		tiff.position(4);
		tiff.position(tiff.getInt());
		for (int entries = tiff.getShort() & 0xffff; entries > 0; entries--) {
			ByteBuffer entry = Bytes.take(tiff, 12);
			if (entry.getShort() == TAG && entry.getShort() == SHORT) {
				return entry.getShort(8);
			}
		}
		return 1;
	}

	/**
	 * Turns an image upright.
	 */
	DecodedImage upright(DecodedImage image) {
		if (!this.transposed && !this.flippedX && !this.flippedY) {
			return image;
		}
		int width = image.width();
		int height = image.height();
		byte[] rgb = image.rgb();
		int outWidth = this.transposed ? height : width;
		int outHeight = this.transposed ? width : height;
		int stepX = 3 * (this.transposed ? width : 1) * (this.flippedX ? -1 : 1);
		byte[] out = new byte[rgb.length];
		for (int y = 0, to = 0; y < outHeight; y++) {
			int fromX = this.flippedX ? outWidth - 1 : 0;
			int fromY = this.flippedY ? outHeight - 1 - y : y;
			int from = 3 * (this.transposed ? fromX * width + fromY : fromY * width + fromX);
			for (int x = 0; x < outWidth; x++, to += 3, from += stepX) {
				out[to] = rgb[from];
				out[to + 1] = rgb[from + 1];
				out[to + 2] = rgb[from + 2];
			}
		}
		return new DecodedImage(image.format(), outWidth, outHeight, out, image.warnings());
	}

}
