package io.heatlens.vit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import io.heatlens.vit.checkpoint.Weights;

/**
 * A timm checkpoint of a published size, with random weights.
 */
public final class RandomCheckpoint {

	private RandomCheckpoint() {
	}

	/**
	 * Writes it.
	 * @param folder that will hold it
	 * @param size tiny, small or base
	 * @throws IOException if it cannot be written
	 */
	public static void write(Path folder, String size) throws IOException {
		Files.createDirectories(folder);
		Files.writeString(folder.resolve("config.json"), """
				{"architecture": "vit_%s_patch16_224", "num_classes": 1000, "global_pool": "token",
				 "pretrained_cfg": {"input_size": [3, 224, 224], "interpolation": "bicubic", "crop_pct": 0.9,
				 "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5]}}""".formatted(size));
		Random random = new Random(1);
		Weights.write(folder.resolve("model.safetensors"), "F32", shapes(Map.of("tiny", 192, "small", 384, "base", 768)
			.getOrDefault(size, 0)), (name, index) -> value(name, random));
	}

	private static float value(String name, Random random) {
		return name.contains("norm") && name.endsWith("weight") ? 1 : 0.02f * (float) random.nextGaussian();
	}

	private static Map<String, long[]> shapes(long dim) {
		Map<String, long[]> shapes = new LinkedHashMap<>();
		shapes.put("cls_token", new long[] { 1, 1, dim });
		shapes.put("pos_embed", new long[] { 1, 197, dim });
		put(shapes, "patch_embed.proj", dim, 3, 16, 16);
		for (int block = 0; block < 12; block++) {
			String name = "blocks." + block;
			put(shapes, name + ".norm1", dim);
			put(shapes, name + ".attn.qkv", 3 * dim, dim);
			put(shapes, name + ".attn.proj", dim, dim);
			put(shapes, name + ".norm2", dim);
			put(shapes, name + ".mlp.fc1", 4 * dim, dim);
			put(shapes, name + ".mlp.fc2", dim, 4 * dim);
		}
		put(shapes, "norm", dim);
		put(shapes, "head", 1000, dim);
		return shapes;
	}

	private static void put(Map<String, long[]> shapes, String name, long... weight) {
		shapes.put(name + ".weight", weight);
		shapes.put(name + ".bias", new long[] { weight[0] });
	}

}
