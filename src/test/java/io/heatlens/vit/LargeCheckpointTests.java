package io.heatlens.vit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import io.heatlens.Closeness;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.checkpoint.Weights;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A checkpoint of a usual size: ViT-B/16 at 224, 346 MB in float32.
 */
@Tag("slow")
class LargeCheckpointTests {

	private static final Logger logger = LoggerFactory.getLogger(LargeCheckpointTests.class);

	@TempDir
	private Path folder;

	@Test
	void vitBaseAnswersTheSameInEveryType() throws IOException {
		List<float[]> logits = new ArrayList<>();
		try (Models models = new Models()) {
			for (String type : List.of("F32", "F16", "BF16")) {
				logits.add(logits(models, type));
			}
		}
		assertThat(logits.get(0)).hasSize(1000);
		Closeness.assertClose(logits.get(1), logits.get(0));
		Closeness.assertClose(logits.get(2), logits.get(0));
		assertThat(logits.get(0)[0]).isNotEqualTo(logits.get(0)[1]);
	}

	private float[] logits(Models models, String type) throws IOException {
		Path model = Files.createDirectory(this.folder.resolve(type));
		Files.writeString(model.resolve("config.json"), """
				{"model_type": "vit", "architectures": ["ViTForImageClassification"]}""");
		Path file = model.resolve("model.safetensors");
		SplittableRandom random = new SplittableRandom(5);
		// multiples of 2^-12 below 2^-5, which are exact in all three types
		Weights.write(file, type, shapes(), (name, index) -> (random.nextInt(255) - 127) * 0x1p-12f);
		long before = Memory.settled();
		long start = System.nanoTime();
		Model loaded = models.load(model);
		long millis = (System.nanoTime() - start) / 1_000_000;
		float[] logits = models.logits(loaded, new DecodedImage("png", 224, 224, new byte[3 * 224 * 224]));
		long megabytes = (Memory.settled() - before) >> 20;
		logger.info("ViT-B/16 as {} ({} MB) took {} ms and {} MB", type, Files.size(file) >> 20, millis, megabytes);
		models.run(() -> {
			loaded.loaded().weights().close();
			return true;
		});
		Files.delete(file);
		assertThat(megabytes).isLessThan(1000);
		return logits;
	}

	private static Map<String, long[]> shapes() {
		Map<String, long[]> shapes = new LinkedHashMap<>();
		shapes.put("vit.embeddings.cls_token", new long[] { 1, 1, 768 });
		shapes.put("vit.embeddings.position_embeddings", new long[] { 1, 197, 768 });
		linear(shapes, "vit.embeddings.patch_embeddings.projection", 768, 3, 16, 16);
		for (int layer = 0; layer < 12; layer++) {
			String name = "vit.encoder.layer." + layer;
			for (String part : List.of("query", "key", "value")) {
				linear(shapes, name + ".attention.attention." + part, 768, 768);
			}
			linear(shapes, name + ".attention.output.dense", 768, 768);
			linear(shapes, name + ".intermediate.dense", 3072, 768);
			linear(shapes, name + ".output.dense", 768, 3072);
			linear(shapes, name + ".layernorm_before", 768);
			linear(shapes, name + ".layernorm_after", 768);
		}
		linear(shapes, "vit.layernorm", 768);
		linear(shapes, "classifier", 1000, 768);
		return shapes;
	}

	private static void linear(Map<String, long[]> shapes, String name, long... weight) {
		shapes.put(name + ".weight", weight);
		shapes.put(name + ".bias", new long[] { weight[0] });
	}

}
