package io.heatlens.scenes;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The clothing items of Fashion-MNIST (Xiao, Rasul and Vollgraf, 2017): grey pictures of
 * 28 x 28 pixels on black, each of one of ten classes.
 */
public final class FashionItems {

	/**
	 * Width and height of an item's picture.
	 */
	public static final int SIDE = 28;

	/**
	 * Names of the classes, in the order of their numbers.
	 */
	public static final List<String> LABELS = List.of("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal",
			"Shirt", "Sneaker", "Bag", "Ankle boot");

	private static final int IMAGES_MAGIC = 0x803;

	private static final int LABELS_MAGIC = 0x801;

	private final byte[] pixels;

	private final byte[] labels;

	private FashionItems(byte[] pixels, byte[] labels) {
		this.pixels = pixels;
		this.labels = labels;
	}

	/**
	 * Reads a split from a folder, for instance {@code t10k} from Debian's package.
	 * @param folder the folder of the four gzipped idx files
	 * @param split how the files' names begin
	 * @return the items of the split
	 * @throws IOException if a file can't be read or is no idx file
	 */
	public static FashionItems read(Path folder, String split) throws IOException {
		try (InputStream images = Files.newInputStream(folder.resolve(split + "-images-idx3-ubyte.gz"));
				InputStream labels = Files.newInputStream(folder.resolve(split + "-labels-idx1-ubyte.gz"))) {
			return read(images, labels);
		}
	}

	/**
	 * Reads items from two gzipped idx streams, which stay open.
	 * @param images the pictures
	 * @param labels their classes
	 * @return the items
	 * @throws IOException if a stream can't be read or is no idx file
	 */
	public static FashionItems read(InputStream images, InputStream labels) throws IOException {
		DataInputStream imageData = new DataInputStream(new GZIPInputStream(images));
		expect(IMAGES_MAGIC, imageData.readInt());
		int count = imageData.readInt();
		expect(SIDE, imageData.readInt());
		expect(SIDE, imageData.readInt());
		DataInputStream labelData = new DataInputStream(new GZIPInputStream(labels));
		expect(LABELS_MAGIC, labelData.readInt());
		expect(count, labelData.readInt());
		byte[] pixels = new byte[count * SIDE * SIDE];
		imageData.readFully(pixels);
		byte[] classes = new byte[count];
		labelData.readFully(classes);
		return new FashionItems(pixels, classes);
	}

	private static void expect(int expected, int actual) throws IOException {
		if (expected != actual) {
			throw new IOException("Not an idx file of Fashion-MNIST: %d instead of %d".formatted(actual, expected));
		}
	}

	/**
	 * Returns how many items there are.
	 * @return the number of items
	 */
	public int size() {
		return this.labels.length;
	}

	/**
	 * Returns the class of an item.
	 * @param item the item's number
	 * @return a class from 0 to 9
	 */
	public int label(int item) {
		return this.labels[item];
	}

	/**
	 * Returns the brightness at a point between pixels; black outside the picture.
	 * @param item the item's number
	 * @param x horizontal position in pixels, 0 at the first pixel's centre
	 * @param y vertical position in pixels, 0 at the first pixel's centre
	 * @return brightness from 0 to 1
	 */
	float brightness(int item, double x, double y) {
		int left = (int) Math.floor(x);
		int top = (int) Math.floor(y);
		float right = (float) (x - left);
		float bottom = (float) (y - top);
		float upper = (1 - right) * pixel(item, left, top) + right * pixel(item, left + 1, top);
		float lower = (1 - right) * pixel(item, left, top + 1) + right * pixel(item, left + 1, top + 1);
		return ((1 - bottom) * upper + bottom * lower) / 255;
	}

	private int pixel(int item, int x, int y) {
		if (x < 0 || y < 0 || x >= SIDE || y >= SIDE) {
			return 0;
		}
		return this.pixels[(item * SIDE + y) * SIDE + x] & 0xff;
	}

}
