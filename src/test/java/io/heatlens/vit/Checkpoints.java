package io.heatlens.vit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.heatlens.image.DecodedImage;
import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.vit.checkpoint.Weights;

/**
 * Checkpoints that are made for a known property.
 */
public final class Checkpoints {

	/** The class of the red patch. */
	public static final int RED_CLASS = 3;

	/** The class of the blue patch. */
	public static final int BLUE_CLASS = 5;

	/** The patch that {@link #RED_CLASS} depends on, on a grid of 8 x 8. */
	public static final int RED_PATCH = 20;

	/** The patch that {@link #BLUE_CLASS} depends on. */
	public static final int BLUE_PATCH = 50;

	private static final int DIM = 48;

	private static final int PATCH = 8;

	private Checkpoints() {
	}

	/**
	 * Writes a model in which one attention head reads the red of one patch, a second
	 * head the blue of another, and each determines one class.
	 * @param folder the folder of the checkpoint
	 */
	public static void planted(Path folder) {
		Weights weights = Weights.read(Golden.MODELS.resolve("timm-vit")).mapAll((value) -> 0);
		weights.map("norm.weight", (value) -> 1);
		for (int block = 0; block < 4; block++) {
			weights.map("blocks." + block + ".norm1.weight", (value) -> 1);
			weights.map("blocks." + block + ".norm2.weight", (value) -> 1);
		}
		for (int pixel = 0; pixel < PATCH * PATCH; pixel++) {
			set(weights, "patch_embed.proj.weight", pixel, 1f / (PATCH * PATCH)); // red
			set(weights, "patch_embed.proj.weight", 3 * PATCH * PATCH + 2 * PATCH * PATCH + pixel,
					1f / (PATCH * PATCH)); // blue
		}
		for (int channel = 0; channel < 2; channel++) {
			// keeps the sum of a channel positive, because some methods divide by it
			set(weights, "blocks.3.norm1.bias", channel, 0.3f);
		}
		for (int token = 0; token < 65; token++) {
			set(weights, "pos_embed", token * DIM + 2, 10);
		}
		set(weights, "pos_embed", (1 + RED_PATCH) * DIM + 3, 5);
		set(weights, "pos_embed", (1 + BLUE_PATCH) * DIM + 4, 5);
		for (int head = 0; head < 2; head++) {
			set(weights, "blocks.3.attn.qkv.weight", 12 * head * DIM + 2, 2);
			set(weights, "blocks.3.attn.qkv.weight", (DIM + 12 * head) * DIM + 3 + head, 1);
			set(weights, "blocks.3.attn.qkv.weight", (2 * DIM + 12 * head) * DIM + head, 1);
			set(weights, "blocks.3.attn.proj.weight", head * DIM + 12 * head, 3);
		}
		set(weights, "head.weight", RED_CLASS * DIM, 5);
		set(weights, "head.weight", BLUE_CLASS * DIM + 1, 5);
		write(weights, folder, "timm-vit");
	}

	/**
	 * Draws an image for the planted model.
	 * @return a grey image with a red and a blue patch
	 */
	public static DecodedImage plantedImage() {
		byte[] rgb = new byte[3 * 64 * 64];
		for (int pixel = 0; pixel < 64 * 64; pixel++) {
			int patch = pixel / 64 / PATCH * 8 + pixel % 64 / PATCH;
			rgb[3 * pixel] = (byte) ((patch == RED_PATCH) ? 255 : 124);
			rgb[3 * pixel + 1] = 116;
			rgb[3 * pixel + 2] = (byte) ((patch == BLUE_PATCH) ? 255 : 104);
		}
		return new DecodedImage("png", 64, 64, rgb);
	}

	/**
	 * Writes a golden model with a scaled head.
	 * @param golden the name of the model
	 * @param head the names of the tensors of the head
	 * @param factor the factor of the head
	 * @param folder the folder of the checkpoint
	 */
	public static void scaledHead(String golden, List<String> head, double factor, Path folder) {
		Weights weights = Weights.read(Golden.MODELS.resolve(golden));
		head.forEach((name) -> weights.map(name, (value) -> factor * value));
		write(weights, folder, golden);
	}

	private static void set(Weights weights, String name, int index, float value) {
		weights.get(name)[index] = value;
	}

	private static void write(Weights weights, Path folder, String golden) {
		try {
			Files.createDirectories(folder);
			for (String file : List.of("config.json", "preprocessor_config.json")) {
				Path source = Golden.MODELS.resolve(golden).resolve(file);
				if (Files.exists(source)) {
					Files.copy(source, folder.resolve(file));
				}
			}
			weights.write(folder.resolve("model.safetensors"), "F32");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
