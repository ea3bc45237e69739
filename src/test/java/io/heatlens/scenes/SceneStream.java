package io.heatlens.scenes;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Writes scenes to the standard output for a training program. Each scene is a record of
 * fixed length: the RGB bytes, then for up to two items five bytes, class (255 where
 * there is no item), x, y, width and height of its box.
 */
public final class SceneStream {

	private static final int NONE = 255;

	private SceneStream() {
	}

	/**
	 * Writes scenes until the reader closes the pipe, or as many as asked for.
	 * @param args folder and split of Fashion-MNIST, seed, first scene, number of scenes
	 * (0: endless), size, smallest and largest item, share of scenes with two items
	 * @throws IOException if the items can't be read
	 */
	public static void main(String[] args) throws IOException {
		if (args.length != 9) {
			throw new IllegalArgumentException(
					"Expected: folder split seed first count size smallest-item largest-item two-item-share");
		}
		FashionItems items = FashionItems.read(Path.of(args[0]), args[1]);
		SceneSettings settings = new SceneSettings(Integer.parseInt(args[5]), Integer.parseInt(args[6]),
				Integer.parseInt(args[7]), Double.parseDouble(args[8]));
		SceneGenerator generator = new SceneGenerator(items, settings, Long.parseLong(args[2]));
		long first = Long.parseLong(args[3]);
		long count = Long.parseLong(args[4]);
		long end = (count == 0) ? Long.MAX_VALUE : first + count;
		try (OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 20)) {
			for (long number = first; number < end; number++) {
				write(generator.scene(number), out);
			}
		}
	}

	private static void write(Scene scene, OutputStream out) throws IOException {
		out.write(scene.rgb());
		for (Scene.Item item : scene.items()) {
			out.write(item.label());
			out.write(item.box().x());
			out.write(item.box().y());
			out.write(item.box().width());
			out.write(item.box().height());
		}
		for (int i = scene.items().size(); i < 2; i++) {
			out.write(new byte[] { (byte) NONE, 0, 0, 0, 0 });
		}
	}

}
