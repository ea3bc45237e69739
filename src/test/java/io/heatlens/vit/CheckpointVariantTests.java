package io.heatlens.vit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

import io.heatlens.Closeness;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.vit.checkpoint.Weights;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Checkpoints that have the same logits, because they hold the same function in another
 * form.
 */
@TestInstance(Lifecycle.PER_CLASS)
class CheckpointVariantTests {

	private static final Path TIMM = Golden.MODELS.resolve("timm-vit");

	@AutoClose
	private final Models models = new Models();

	private final DecodedImage image = Golden.image("timm-vit", 0);

	@TempDir
	private Path folder;

	private float[] expected;

	@BeforeAll
	void runTheGolden() {
		this.expected = this.models.logits(this.models.load(TIMM), this.image);
	}

	@Test
	void layerScaleOfOneEqualsNone() throws IOException {
		Weights weights = Weights.read(TIMM);
		for (int block = 0; block < 4; block++) {
			weights.put("blocks." + block + ".ls1.gamma", filled(48, 1), 48);
			weights.put("blocks." + block + ".ls2.gamma", filled(48, 1), 48);
		}
		assertClose(logits("layer-scale", weights), this.expected);
	}

	@Test
	void layerScaleUndoesWhatItsProjectionsWereDividedBy() throws IOException {
		Weights weights = Weights.read(TIMM);
		for (int block = 0; block < 4; block++) {
			for (String layer : new String[] { "attn.proj", "mlp.fc2" }) {
				weights.map("blocks." + block + "." + layer + ".weight", (value) -> value / 4);
				weights.map("blocks." + block + "." + layer + ".bias", (value) -> value / 4);
			}
			weights.put("blocks." + block + ".ls1.gamma", filled(48, 4), 48);
			weights.put("blocks." + block + ".ls2.gamma", filled(48, 4), 48);
		}
		assertClose(logits("layer-scale-4", weights), this.expected);
	}

	@Test
	void missingQkvBiasEqualsZeros() throws IOException {
		Weights zeros = Weights.read(TIMM);
		Weights none = Weights.read(TIMM);
		for (int block = 0; block < 4; block++) {
			zeros.map("blocks." + block + ".attn.qkv.bias", (value) -> 0);
			none.remove("blocks." + block + ".attn.qkv.bias");
		}
		assertClose(logits("none", none), logits("zeros", zeros));
	}

	@Test
	void distilledHeadsAddUp() throws IOException {
		float[] both = logits("both", distilled(1, 1));
		float[] first = logits("first", distilled(1, 0));
		float[] second = logits("second", distilled(0, 1));
		float[] sum = new float[both.length];
		for (int i = 0; i < sum.length; i++) {
			sum[i] = first[i] + second[i];
		}
		assertClose(both, sum);
		assertThat(first).isNotEqualTo(second);
	}

	/** The golden model with a random distillation token and head, and scaled heads. */
	private static Weights distilled(double head, double distilledHead) {
		Weights weights = Weights.read(TIMM);
		Random random = new Random(3);
		weights.put("dist_token", gaussian(random, 48), 1, 1, 48);
		float[] old = weights.get("pos_embed");
		float[] positions = new float[old.length + 48];
		System.arraycopy(old, 0, positions, 0, 48);
		System.arraycopy(gaussian(random, 48), 0, positions, 48, 48);
		System.arraycopy(old, 48, positions, 96, old.length - 48);
		weights.put("pos_embed", positions, 1, 66, 48);
		weights.put("head_dist.weight", gaussian(random, 480), 10, 48).put("head_dist.bias", gaussian(random, 10), 10);
		for (String part : new String[] { ".weight", ".bias" }) {
			weights.map("head" + part, (value) -> head * value);
			weights.map("head_dist" + part, (value) -> distilledHead * value);
		}
		return weights;
	}

	@Test
	void halvesEqualTheSameNumbersInFloat32() throws IOException {
		Weights rounded = Weights.read(TIMM).mapAll(Weights::half);
		Closeness.assertClose(logits("f16", rounded, "F16"), logits("f16-as-f32", rounded));
	}

	@Test
	void bfloatsEqualTheSameNumbersInFloat32() throws IOException {
		Weights rounded = Weights.read(TIMM).mapAll(Weights::brain);
		Closeness.assertClose(logits("bf16", rounded, "BF16"), logits("bf16-as-f32", rounded));
	}

	@Test
	void shardsEqualOneFile() throws IOException {
		Path sharded = Files.createDirectory(this.folder.resolve("sharded"));
		Files.copy(TIMM.resolve("config.json"), sharded.resolve("config.json"));
		Weights weights = Weights.read(TIMM);
		Map<String, String> index = new HashMap<>();
		weights.names()
			.forEach((name) -> index.put(name, (name.hashCode() % 2 == 0) ? "a.safetensors" : "b.safetensors"));
		for (String shard : new String[] { "a.safetensors", "b.safetensors" }) {
			weights.only((name) -> shard.equals(index.get(name))).write(sharded.resolve(shard), "F32");
		}
		Files.writeString(sharded.resolve("model.safetensors.index.json"),
				JsonMapper.shared().writeValueAsString(Map.of("weight_map", index)));
		Closeness.assertClose(this.models.logits(this.models.load(sharded), this.image), this.expected);
	}

	@Test
	void timmEqualsHuggingFaceWithTheSameWeights() throws IOException {
		Path other = Files.createDirectory(this.folder.resolve("hugging-face"));
		huggingFace(Weights.read(TIMM)).write(other.resolve("model.safetensors"), "F32");
		Files.writeString(other.resolve("config.json"), """
				{"model_type": "vit", "architectures": ["ViTForImageClassification"], "hidden_size": 48,
				 "num_hidden_layers": 4, "num_attention_heads": 4, "intermediate_size": 192, "layer_norm_eps": 1e-6,
				 "image_size": [64, 64], "patch_size": 8}""");
		Files.writeString(other.resolve("preprocessor_config.json"), """
				{"size": 64, "image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225],
				 "feature_extractor_type": "ViTFeatureExtractor"}""");
		assertClose(this.models.logits(this.models.load(other), this.image), this.expected);
	}

	private static Weights huggingFace(Weights timm) {
		Weights weights = new Weights();
		for (String name : timm.names()) {
			if (name.contains(".attn.qkv.")) {
				float[] fused = timm.get(name);
				String[] parts = { "query", "key", "value" };
				for (int i = 0; i < 3; i++) {
					long[] shape = timm.shape(name).clone();
					shape[0] /= 3;
					weights.put(renamed(name).replace("qkv", parts[i]),
							Arrays.copyOfRange(fused, i * fused.length / 3, (i + 1) * fused.length / 3), shape);
				}
			}
			else {
				weights.put(renamed(name), timm.get(name), timm.shape(name));
			}
		}
		return weights;
	}

	private static String renamed(String timm) {
		return timm.replaceFirst("^(cls_token)$", "vit.embeddings.$1")
			.replaceFirst("^pos_embed$", "vit.embeddings.position_embeddings")
			.replaceFirst("^patch_embed\\.proj", "vit.embeddings.patch_embeddings.projection")
			.replaceFirst("^norm\\.", "vit.layernorm.")
			.replaceFirst("^head\\.", "classifier.")
			.replaceFirst("^blocks\\.", "vit.encoder.layer.")
			.replace("norm1", "layernorm_before")
			.replace("norm2", "layernorm_after")
			.replace("attn.qkv", "attention.attention.qkv")
			.replace("attn.proj", "attention.output.dense")
			.replace("mlp.fc1", "intermediate.dense")
			.replace("mlp.fc2", "output.dense");
	}

	@Test
	void modelArgumentsOverrideTheTableOfHeads() throws IOException {
		// 48 / 4 by model_args in the golden; the architecture alone would mean 3
		float[] three = this.models.logits(this.models.load(save("table", Weights.read(TIMM), "F32", (config) -> {
			((ObjectNode) config.get("model_args")).remove("num_heads");
			return config;
		})), this.image);
		assertThat(three).isNotEqualTo(this.expected);
	}

	private float[] logits(String name, Weights weights) throws IOException {
		return logits(name, weights, "F32");
	}

	private float[] logits(String name, Weights weights, String type) throws IOException {
		return this.models.logits(this.models.load(save(name, weights, type, (config) -> config)), this.image);
	}

	private Path save(String name, Weights weights, String type, UnaryOperator<ObjectNode> config) throws IOException {
		Path model = Files.createDirectory(this.folder.resolve(name));
		ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(TIMM.resolve("config.json").toFile());
		Files.writeString(model.resolve("config.json"), config.apply(json).toString());
		weights.write(model.resolve("model.safetensors"), type);
		return model;
	}

	private static float[] filled(int count, float value) {
		float[] values = new float[count];
		Arrays.fill(values, value);
		return values;
	}

	private static float[] gaussian(Random random, int count) {
		float[] values = new float[count];
		for (int i = 0; i < count; i++) {
			values[i] = (float) random.nextGaussian();
		}
		return values;
	}

	private static void assertClose(float[] actual, float[] expected) {
		assertThat(actual).containsExactly(expected, within(1e-4f));
	}

}
