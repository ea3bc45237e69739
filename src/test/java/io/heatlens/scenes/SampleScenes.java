package io.heatlens.scenes;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;

/**
 * Makes the sample pictures of the service, and the JSON with the places of their items.
 */
public final class SampleScenes {

	private static final long SEED = 96;

	private static final long[] TWO_ITEMS = { 366, 768, 302, 709, 799 };

	private static final long[] ONE_ITEM = { 98 };

	private SampleScenes() {
	}

	/**
	 * Writes the pictures and {@code samples.json}.
	 * @param args the folder of Fashion-MNIST, the folder to write to, and the one for
	 * thumbnails
	 * @throws IOException if a file can't be read or written
	 */
	public static void main(String[] args) throws IOException {
		FashionItems items = FashionItems.read(Path.of(args[0]), "t10k");
		Path folder = Files.createDirectories(Path.of(args[1]));
		Path thumbnails = Files.createDirectories(Path.of(args[2]));
		List<String> entries = new ArrayList<>();
		for (long number : TWO_ITEMS) {
			entries
				.add(write(new SceneGenerator(items, SceneSettings.full(1), SEED).scene(number), folder, thumbnails));
		}
		for (long number : ONE_ITEM) {
			entries
				.add(write(new SceneGenerator(items, SceneSettings.full(0), SEED).scene(number), folder, thumbnails));
		}
		Files.writeString(folder.resolve("samples.json"),
				"{\"samples\": [\n%s\n]}\n".formatted(String.join(",\n", entries)));
	}

	private static String write(Scene scene, Path folder, Path thumbnails) throws IOException {
		List<Scene.Item> items = scene.items().stream().sorted(Comparator.comparingInt(Scene.Item::label)).toList();
		String name = items.stream().map(SampleScenes::word).collect(Collectors.joining("-and-"));
		ImageIO.write(image(scene), "png", folder.resolve(name + ".png").toFile());
		ImageIO.write(image(scene), "jpg", thumbnails.resolve(name + ".jpg").toFile());
		return """
				  {"name": "%s.png", "url": "/samples/%s.png", "thumbnail": "/thumbnails/%s.jpg", "model": "fashion-scenes", "width": %d, "height": %d, "items": [
				%s
				  ]}"""
			.formatted(name, name, name, scene.size(), scene.size(),
					items.stream().map(SampleScenes::json).collect(Collectors.joining(",\n")));
	}

	private static String word(Scene.Item item) {
		return FashionItems.LABELS.get(item.label()).replace("/top", "").replace(' ', '-').toLowerCase(Locale.ROOT);
	}

	private static String json(Scene.Item item) {
		Scene.Box box = item.box();
		return "    {\"class\": %d, \"label\": \"%s\", \"box\": {\"x\": %d, \"y\": %d, \"width\": %d, \"height\": %d}}"
			.formatted(item.label(), FashionItems.LABELS.get(item.label()), box.x(), box.y(), box.width(),
					box.height());
	}

	private static BufferedImage image(Scene scene) {
		BufferedImage image = new BufferedImage(scene.size(), scene.size(), BufferedImage.TYPE_INT_RGB);
		byte[] rgb = scene.rgb();
		for (int i = 0; i < rgb.length; i += 3) {
			int pixel = (rgb[i] & 0xff) << 16 | (rgb[i + 1] & 0xff) << 8 | (rgb[i + 2] & 0xff);
			image.setRGB(i / 3 % scene.size(), i / 3 / scene.size(), pixel);
		}
		return image;
	}

}
