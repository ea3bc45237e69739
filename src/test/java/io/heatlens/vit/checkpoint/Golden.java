package io.heatlens.vit.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Model;
import io.heatlens.vit.input.InputSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the golden checkpoints, images and expected values.
 */
public final class Golden {

	/** The folder of the golden models. */
	public static final String FOLDER = "src/test/resources/golden/models";

	/** The property that makes the golden models the store. */
	public static final String STORE = "heatlens.models.store=" + FOLDER;

	/** A model store. */
	public static final Path MODELS = Path.of(FOLDER);

	/** Checkpoints that timm and transformers wrote. */
	public static final Path VARIANTS = Path.of("src/test/resources/variants");

	/** The folder of one model of each kind. */
	public static final String FAMILIES_FOLDER = "src/test/resources/families";

	/** One model of each kind, with the images that they share. */
	public static final Path FAMILIES = Path.of(FAMILIES_FOLDER);

	private Golden() {
	}

	/**
	 * Lists the golden models.
	 * @return folder names
	 */
	public static List<String> models() {
		return models(MODELS);
	}

	public static List<String> models(Path store) {
		try (var children = Files.list(store)) {
			return children.filter(Files::isDirectory)
				.map((folder) -> folder.getFileName().toString())
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static JsonNode cases(String model) {
		return cases(MODELS.resolve(model));
	}

	public static JsonNode cases(Path folder) {
		return JsonMapper.shared().readTree(folder.resolve("cases.json").toFile());
	}

	/**
	 * Reads an expected tensor.
	 * @param model folder name
	 * @param tensor name
	 * @return its values, row by row
	 */
	public static float[] expected(String model, String tensor) {
		return expected(MODELS.resolve(model), tensor);
	}

	public static float[] expected(Path folder, String tensor) {
		TensorEntry entry = Objects
			.requireNonNull(Safetensors.read(folder.resolve("expected.safetensors")).get(tensor));
		try {
			ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(entry.file())).order(ByteOrder.LITTLE_ENDIAN);
			float[] values = new float[(int) entry.length() / Float.BYTES];
			bytes.position((int) entry.offset());
			bytes.asFloatBuffer().get(values);
			return values;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static DecodedImage image(String model, int index) {
		return image(MODELS.resolve(model).resolve("image-" + index + ".png"));
	}

	public static NDArray pixels(Model model, NDManager manager, DecodedImage image) {
		InputSize size = model.input();
		return manager.create(model.prepare(image).pixels(),
				new Shape(1, model.channels(), size.height(), size.width()));
	}

	public static DecodedImage image(Path file) {
		try {
			var image = javax.imageio.ImageIO.read(file.toFile());
			byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
			for (int i = 0; i < rgb.length / 3; i++) {
				int pixel = image.getRGB(i % image.getWidth(), i / image.getWidth());
				rgb[3 * i] = (byte) (pixel >> 16);
				rgb[3 * i + 1] = (byte) (pixel >> 8);
				rgb[3 * i + 2] = (byte) pixel;
			}
			return new DecodedImage("png", image.getWidth(), image.getHeight(), rgb);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
