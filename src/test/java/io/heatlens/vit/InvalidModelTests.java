package io.heatlens.vit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.checkpoint.Weights;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A folder that cannot be served is refused with one line that says what was expected and
 * found, so that no model is served with a wrong forward pass.
 */
@TestInstance(Lifecycle.PER_CLASS)
class InvalidModelTests {

	@AutoClose
	private final Models models = new Models();

	@TempDir
	private Path temporary;

	private Path folder;

	private Weights weights;

	private ObjectNode config;

	@BeforeEach
	void copyGolden() throws IOException {
		copy("timm-vit");
	}

	private void copy(String golden) throws IOException {
		this.folder = Files.createTempDirectory(this.temporary, "model");
		this.weights = Weights.read(Golden.MODELS.resolve(golden));
		this.config = (ObjectNode) JsonMapper.shared()
			.readTree(Golden.MODELS.resolve(golden).resolve("config.json").toFile());
		Path preprocessor = Golden.MODELS.resolve(golden).resolve("preprocessor_config.json");
		if (Files.exists(preprocessor)) {
			Files.copy(preprocessor, this.folder.resolve("preprocessor_config.json"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "norm.weight", "blocks.2.attn.proj.bias", "pos_embed", "cls_token", "head.weight",
			"patch_embed.proj.weight" })
	void missingTensorIsNamed(String name) {
		this.weights.remove(name);
		assertRefused(name.equals("cls_token") ? "pos_embed" : name);
	}

	@Test
	void missingBlocksAreNamed() {
		this.weights = this.weights.only((name) -> !name.startsWith("blocks"));
		this.config.remove("model_args");
		assertRefused("blocks.0.norm1.weight is missing");
	}

	@Test
	void unusedTensorIsNamed() {
		this.weights.put("blocks.0.attn.gate.weight", new float[12], 12);
		assertRefused("the architecture does not use 1 of the tensors, such as blocks.0.attn.gate.weight");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			blocks.1.norm2.weight | 24 | should have the shape [48], but has [24]
			patch_embed.proj.weight | 48,3,8 | should have 4 dimensions
			patch_embed.proj.weight | 48,4,8,24 | images have 3 channels, or 1 if they are grey, but the model takes 4
			patch_embed.proj.weight | 0,3,8,8 | none of them 0
			patch_embed.proj.weight | 48,3,96,2 | no room for a patch
			head.weight | 480 | should have 2 dimensions
			pos_embed | 1,63,48 | the positions of a square grid
			pos_embed | 65,48 | should have 3 dimensions
			cls_token | 48 | should have 3 dimensions
			""")
	void wrongShapeIsNamed(String name, String shape, String reason) {
		long[] dimensions = Stream.of(shape.split(",")).mapToLong(Long::parseLong).toArray();
		long count = LongStream.of(dimensions).reduce(1, (a, b) -> a * b);
		this.weights.put(name, new float[(int) count], dimensions);
		assertRefused(reason);
	}

	@ParameterizedTest
	@CsvSource({ "swinv2_cr_tiny_ns_224,unknown architecture", "cait_s24_224,unknown architecture" })
	void otherArchitectureIsNamed(String architecture, String reason) {
		this.config.put("architecture", architecture);
		assertRefused(architecture, reason);
	}

	@Test
	void architectureWithAnUnknownNumberOfHeadsRequestsIt() {
		this.config.put("architecture", "vit_minuscule_patch16_224");
		((ObjectNode) this.config.get("model_args")).remove("num_heads");
		assertRefused("set model_args.num_heads");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			act_layer | "mish" | the activation should be gelu, gelu_pytorch_tanh, quick_gelu
			norm_layer | "rmsnorm" | model_args.norm_layer is "rmsnorm"
			global_pool | "max" | global_pool should be token or avg, or map if there is attention pooling, but is "max"
			global_pool | "map" | the tensor attn_pool
			depth | 12 | model_args.depth is 12, but the tensors have 4
			num_heads | 5 | 5 heads do not divide the dimension 48
			num_heads | 0 | 0 heads do not divide the dimension 48
			""")
	void otherArgumentIsNamed(String name, String value, String reason) {
		((ObjectNode) this.config.get("model_args")).set(name, JsonMapper.shared().readTree(value));
		assertRefused(reason);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			hidden_act | "mish" | the activation should be gelu, gelu_pytorch_tanh, quick_gelu
			num_hidden_layers | 0 | num_hidden_layers should be 1 to 1000, but is 0
			num_hidden_layers | 2 | the architecture does not use
			num_hidden_layers | 2000000000 | num_hidden_layers should be 1 to 1000
			num_channels | 4 | images have 3 channels, or 1 if they are grey, but the model takes 4
			num_channels | 1 | should have the shape [36, 1, 8, 8]
			image_size | 8192 | the patch grid should have at most 16384 patches, but has 1024 x 1024
			patch_size | 0 | a size should be 1 to 8192 pixels on each side, but is 0 x 0
			patch_size | "8" | a size should be a number, a pair of numbers, or an object with height and width
			hidden_size | 37 | should have the shape
			model_type | "cvt" | unknown architecture
			""")
	void otherHuggingFaceSettingIsNamed(String name, String value, String reason) throws IOException {
		copy("hf-vit");
		this.config.set(name, JsonMapper.shared().readTree(value));
		if (name.equals("model_type")) {
			this.config.putArray("architectures").add("CvtForImageClassification");
		}
		assertRefused(reason);
	}

	@Test
	void missingGateIsNamed() throws IOException {
		copy("hf-dinov2");
		this.config.put("use_swiglu_ffn", true);
		assertRefused("mlp.weights_in.weight is missing");
	}

	@Test
	void otherImageProcessorIsNamed() throws IOException {
		copy("hf-vit");
		Files.writeString(this.folder.resolve("preprocessor_config.json"),
				"{\"image_processor_type\": \"ConvNextImageProcessor\", \"size\": {\"shortest_edge\": 48}}");
		assertRefused("ConvNextImageProcessor");
	}

	@Test
	void weightsThatAreNotFiniteAreNamed() {
		this.weights.map("head.bias", (value) -> Double.NaN);
		assertRefused("not finite");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			../model.safetensors | names "../model.safetensors", which is not the name of a safetensors file
			/etc/passwd          | names "/etc/passwd", which is not the name of a safetensors file
			..                   | names "..", which is not the name of a safetensors file
			missing.safetensors  | names the file "missing.safetensors", which is not there
			""")
	void shardOutsideTheFolderOrMissingIsNamed(String shard, String reason) throws IOException {
		Files.writeString(this.folder.resolve("config.json"), this.config.toString());
		Files.writeString(this.folder.resolve("model.safetensors.index.json"),
				"{\"weight_map\": {\"a\": \"%s\"}}".formatted(shard));
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> this.models.load(this.folder))
			.withMessageContaining(reason);
	}

	@Test
	void tensorInTwoShardsIsNamed() throws IOException {
		Files.writeString(this.folder.resolve("config.json"), this.config.toString());
		Files.writeString(this.folder.resolve("model.safetensors.index.json"),
				"{\"weight_map\": {\"a\": \"a.safetensors\", \"b\": \"b.safetensors\"}}");
		this.weights.write(this.folder.resolve("a.safetensors"), "F32");
		this.weights.only("norm.bias"::equals).write(this.folder.resolve("b.safetensors"), "F32");
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> this.models.load(this.folder))
			.withMessageContaining("two files hold the tensor norm.bias");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "not json", "[]", "{", "{\"architecture\": 7}", "{}" })
	void otherConfigurationIsRefused(String text) throws IOException {
		Files.writeString(this.folder.resolve("config.json"), text);
		this.weights.write(this.folder.resolve("model.safetensors"), "F32");
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> this.models.load(this.folder))
			.withMessageContaining("config.json")
			.withMessageNotContaining("\n");
	}

	private void assertRefused(String... reasons) {
		try {
			Files.writeString(this.folder.resolve("config.json"), this.config.toString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.weights.write(this.folder.resolve("model.safetensors"), "F32");
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> this.models.load(this.folder))
			.withMessageContainingAll(reasons)
			.withMessageNotContaining("Exception")
			.withMessageNotContaining("\n");
	}

}
