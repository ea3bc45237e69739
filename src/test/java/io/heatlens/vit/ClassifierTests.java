package io.heatlens.vit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

import io.heatlens.Closeness;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.checkpoint.Weights;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Classifiers in the forms in which training scripts save them, and checkpoints that have
 * none or whose weights are of another kind.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ClassifierTests {

	@AutoClose
	private final Models models = new Models();

	@TempDir
	private Path temporary;

	private static Weights renamed(String golden, UnaryOperator<String> names) {
		Weights weights = Weights.read(Golden.MODELS.resolve(golden));
		Weights renamed = new Weights();
		weights.names().forEach((name) -> renamed.put(names.apply(name), weights.get(name), weights.shape(name)));
		return renamed;
	}

	private Path save(String golden, Weights weights, UnaryOperator<ObjectNode> config) {
		try {
			Path folder = Files.createTempDirectory(this.temporary, "model");
			ObjectNode json = (ObjectNode) JsonMapper.shared()
				.readTree(Golden.MODELS.resolve(golden).resolve("config.json").toFile());
			Files.writeString(folder.resolve("config.json"), config.apply(json).toString());
			weights.write(folder.resolve("model.safetensors"), "F32");
			return folder;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void assertRefused(String golden, Weights weights, String... reasons) {
		Path folder = save(golden, weights, UnaryOperator.identity());
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> this.models.load(folder))
			.withMessageContainingAll(reasons)
			.withMessageNotContaining("\n");
	}

	@ParameterizedTest
	@CsvSource({ "timm-vit, head, head.1", "timm-vit, head, head.0", "timm-vit, head, model.head.3",
			"hf-vit, classifier, classifier.1", "hf-dinov2, classifier, classifier.12" })
	void linearLayerInASequentialIsTheClassifier(String golden, String plain, String nested) {
		String prefix = nested.startsWith("model.") ? "model." : "";
		Weights weights = renamed(golden,
				(name) -> name.startsWith(plain + ".") ? name.replace(plain, nested) : prefix + name);
		DecodedImage image = Golden.image(golden, 0);
		Path folder = save(golden, weights, UnaryOperator.identity());
		Path expected = save(golden, Weights.read(Golden.MODELS.resolve(golden)), UnaryOperator.identity());
		Closeness.assertClose(this.models.logits(this.models.load(folder), image),
				this.models.logits(this.models.load(expected), image));
	}

	@Test
	void classifierOfSeveralLayersIsRefused() {
		Weights weights = renamed("timm-vit",
				(name) -> name.startsWith("head.") ? name.replace("head", "head.3") : name);
		weights.put("head.0.weight", new float[48 * 48], 48, 48);
		assertRefused("timm-vit", weights,
				"the classifier should be one linear layer, but head has several layers, or another one");
	}

	@Test
	void checkpointWithoutAClassifierIsRefused() {
		assertRefused("timm-vit",
				Weights.read(Golden.MODELS.resolve("timm-vit")).only((name) -> !name.startsWith("head")),
				"it has no classifier (there is no tensor head.weight), so there are no classes to explain",
				"timm.create_model(..., num_classes=N)");
	}

	@ParameterizedTest
	@CsvSource({ "ViTMAEForPreTraining", "ViTForMaskedImageModeling", "Dinov2Backbone", "BeitModel",
			"SwinForMaskedImageModeling", "Swinv2Model" })
	void backboneIsRefusedByItsArchitecture(String architecture) {
		Path folder = save("hf-vit", Weights.read(Golden.MODELS.resolve("hf-vit")), (config) -> {
			config.putArray("architectures").add(architecture);
			return config;
		});
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> this.models.load(folder))
			.withMessageContaining("it has no classifier (%s is a backbone)".formatted(architecture));
	}

	@ParameterizedTest
	@CsvSource({ "base_model.model.vit.encoder.layer.0.attention.query.lora_A.default.weight",
			"blocks.0.attn.qkv.lora_B.weight", "blocks.0.attn.proj.lora_magnitude_vector",
			"blocks.1.attn.proj.hada_w1_a" })
	void adapterIsRefused(String tensor) {
		assertRefused("timm-vit", Weights.read(Golden.MODELS.resolve("timm-vit")).put(tensor, new float[4], 2, 2),
				tensor, "merge_and_unload()");
	}

	@ParameterizedTest
	@CsvSource({ "blocks.0.attn.qkv.qweight", "blocks.0.mlp.fc1.SCB", "blocks.0.mlp.fc1.weight.absmax",
			"blocks.0.mlp.fc1.weight.quant_state.bitsandbytes__nf4", "blocks.0.mlp.fc1.weight_packed" })
	void quantisedWeightsAreRefused(String tensor) {
		assertRefused("timm-vit", Weights.read(Golden.MODELS.resolve("timm-vit")).put(tensor, new float[4], 2, 2),
				"the weights are quantised, as " + tensor, "model.dequantize()");
	}

	@Test
	void modelsOfTorchvisionAreNamed() {
		Weights vit = new Weights().put("conv_proj.weight", new float[1], 1)
			.put("encoder.layers.encoder_layer_0.ln_1.weight", new float[1], 1);
		assertRefused("timm-vit", vit, "torchvision's VisionTransformer", "timm's vit_*");
		Weights swin = new Weights().put("features.1.0.attn.relative_position_bias_table", new float[1], 1);
		assertRefused("timm-vit", swin, "torchvision's SwinTransformer", "timm's swin_*");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					model.safetensors | version https://git-lfs.github.com/spec/v1 | is only a pointer of Git LFS; fetch its content with "git lfs pull"
					pytorch_model.bin | version https://git-lfs.github.com/spec/v1 | is only a pointer of Git LFS
					config.json       | version https://git-lfs.github.com/spec/v1 | is only a pointer of Git LFS
					model.safetensors | <!DOCTYPE html><html> | is a web page
					config.json       | <!doctype html><html> | is a web page
					pytorch_model.bin | 12345678{"a": {}} | is in the format of safetensors; rename it to model.safetensors
					model.safetensors | PK\u0003\u0004abcdefgh | is a file of torch.save; rename it to pytorch_model.bin
					""")
	void otherContentOfAFileIsNamed(String file, String content, String reason) throws IOException {
		Path folder = save("timm-vit", Weights.read(Golden.MODELS.resolve("timm-vit")), UnaryOperator.identity());
		if (file.endsWith(".bin")) {
			Files.delete(folder.resolve("model.safetensors"));
		}
		Files.writeString(folder.resolve(file), content);
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> this.models.load(folder))
			.withMessageContaining(file + " " + reason);
	}

}
