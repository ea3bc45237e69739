package io.heatlens.vit.family;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Model;
import io.heatlens.vit.Models;
import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.family.huggingface.HuggingFaceDinov2;
import io.heatlens.vit.family.huggingface.HuggingFaceVit;
import io.heatlens.vit.family.timm.TimmVit;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.input.ProcessorFile;
import io.heatlens.vit.input.Region;
import io.heatlens.vit.input.ResampleFilter;
import io.heatlens.vit.input.Resize;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * Prepared images and their regions against Pillow and timm.
 */
@TestInstance(Lifecycle.PER_CLASS)
class PublishedPreprocessingTests {

	private static final Path PHOTOS = Path.of("src/test/resources/golden/images/preprocess");

	private static final Path TIMM = Path.of("src/test/resources/variants-preprocess");

	private static final List<Float> ZEROS = List.of(0f, 0f, 0f);

	private static final List<Float> ONES = List.of(1f, 1f, 1f);

	@AutoClose
	private final Models models = new Models();

	@ParameterizedTest
	@MethodSource("goldens")
	void publishedPreprocessingEqualsPillow(String photo, JsonNode test) {
		JsonNode config = test.path("config");
		ModelFamily family = config.has("input_size") ? new TimmVit() : new HuggingFaceVit();
		Preprocessing read = config.has("input_size") ? family.preprocessing(with(config), null)
				: family.preprocessing(JsonMapper.shared().createObjectNode(), file(config));
		assertThat(error(levels(read), PHOTOS.resolve(photo), PHOTOS.resolve(test.path("expected").asString())))
			.isLessThan(test.path("meanAbsoluteTolerance").asDouble() / 20);
	}

	private static ProcessorFile file(JsonNode settings) {
		return new ProcessorFile("preprocessor_config.json: ", settings);
	}

	private static JsonNode with(JsonNode config) {
		return config.deepCopy().asObject().put("architecture", "vit_tiny_patch16_224");
	}

	static Stream<Arguments> goldens() {
		return JsonMapper.shared()
			.readTree(PHOTOS.resolve("cases.json").toFile())
			.valueStream()
			.map((test) -> Arguments.of(test.path("photo").asString(), test));
	}

	@Test
	void squashEqualsTimm() {
		Preprocessing read = timm("[3, 224, 224]", 0.9, "squash", "bicubic");
		assertThat(error(levels(read), PHOTOS.resolve("chelsea.png"), TIMM.resolve("chelsea-squash.png")))
			.isLessThan(0.05);
	}

	@Test
	void inputThatIsNotSquareEqualsTimm() {
		Preprocessing read = timm("[3, 160, 224]", 0.9, "center", "bicubic");
		assertThat(error(levels(read), PHOTOS.resolve("chelsea.png"), TIMM.resolve("chelsea-160x224.png")))
			.isLessThan(0.05);
	}

	private static Preprocessing timm(String input, double share, String mode, String interpolation) {
		return new TimmVit().preprocessing(JsonMapper.shared().readTree("""
				{"architecture": "vit_tiny_patch16_224", "pretrained_cfg": {"input_size": %s, "crop_pct": %s,
				 "crop_mode": "%s", "interpolation": "%s"}}""".formatted(input, share, mode, interpolation)), null);
	}

	/** The same without normalisation, so that 8-bit levels come out. */
	private static Preprocessing levels(Preprocessing read) {
		return new Preprocessing(read.resize(), read.crop(), read.offset(), read.padding(), 1, ZEROS, ONES,
				read.sources());
	}

	private double error(Preprocessing preprocessing, Path photo, Path expected) {
		float[] actual = prepare(preprocessing, Golden.image(photo));
		byte[] levels = Golden.image(expected).rgb();
		assertThat(actual).hasSameSizeAs(levels);
		int pixels = levels.length / 3;
		double sum = 0;
		for (int i = 0; i < levels.length; i++) {
			sum += Math.abs(actual[i % 3 * pixels + i / 3] - (levels[i] & 0xff));
		}
		return sum / levels.length;
	}

	private float[] prepare(Preprocessing preprocessing, DecodedImage image) {
		return preprocessing.prepare(image).pixels();
	}

	@Test
	void regionOfACentreCropIsThePartOfTheImageThatItCovers() {
		Region region = new HuggingFaceDinov2().preprocessing(JsonMapper.shared().createObjectNode(), null)
			.prepare(Golden.image(PHOTOS.resolve("chelsea.png")))
			.region();
		// 451 x 300 becomes 384 x 256; 80 and 16 pixels are cut off at each side
		assertThat(region.x()).isEqualTo(80 * 451 / 384.0, within(1e-9));
		assertThat(region.y()).isEqualTo(16 * 300 / 256.0, within(1e-9));
		assertThat(region.width()).isEqualTo(224 * 451 / 384.0, within(1e-9));
		assertThat(region.height()).isEqualTo(224 * 300 / 256.0, within(1e-9));
	}

	@Test
	void restThatFillsNoPatchIsOutsideTheRegion() {
		Model model = this.models.load(Golden.VARIANTS.resolve("timm-non-square-patch"));
		Region region = model.prepare(new DecodedImage("png", 128, 88, new byte[3 * 128 * 88])).region();
		// five rows of patches of 8 fill 40 of the input's 44 rows
		assertThat(region).isEqualTo(new Region(0, 0, 128, 80));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"size": 48} | EXACT | 48 | 48 | 48 | 48
					{"size": [32, 48]} | EXACT | 32 | 48 | 32 | 48
					{"size": {"height": 32, "width": 48}} | EXACT | 32 | 48 | 32 | 48
					{"size": 256, "crop_size": 224, "feature_extractor_type": "DeiTFeatureExtractor"} | EXACT | 256 | 256 | 224 | 224
					{"size": 256, "crop_size": 224, "image_processor_type": "BitImageProcessor"} | SHORTEST_EDGE | 256 | 256 | 224 | 224
					{"image_processor_type": "BitImageProcessorFast"} | SHORTEST_EDGE | 224 | 224 | 224 | 224
					{"size": 256, "do_center_crop": true, "crop_size": {"height": 192, "width": 224}} | EXACT | 256 | 256 | 192 | 224
					{"do_resize": false} | EXACT | 96 | 96 | 96 | 96
					""")
	void preprocessorIsReadInEveryPublishedForm(String file, Resize.Mode mode, int height, int width, int cropHeight,
			int cropWidth) {
		Preprocessing read = new HuggingFaceVit().preprocessing(JsonMapper.shared().readTree("{\"image_size\": 96}"),
				file(JsonMapper.shared().readTree(file)));
		assertThat(read.resize()).isEqualTo(new Resize(mode, height, width, read.resize().filter()));
		assertThat(read.crop()).isEqualTo(new InputSize(cropHeight, cropWidth));
	}

	@Test
	void withoutAFileVitIsPreparedAtItsTrainedSize() {
		Preprocessing published = new HuggingFaceVit()
			.preprocessing(JsonMapper.shared().readTree("{\"image_size\": 384}"), null);
		assertThat(published.resize()).isEqualTo(new Resize(Resize.Mode.EXACT, 384, 384, ResampleFilter.BILINEAR));
	}

	@Test
	void regionOfAPaddedImageIsLargerThanTheImage() {
		Region region = timm("[3, 224, 224]", 1, "border", "bicubic")
			.prepare(Golden.image(PHOTOS.resolve("chelsea.png")))
			.region();
		// 451 x 300 becomes 224 x 149; 37 rows are added above
		assertThat(region.x()).isZero();
		assertThat(region.y()).isEqualTo(-37 * 300 / 149.0, within(1e-9));
		assertThat(region.width()).isEqualTo(451, within(1e-9));
		assertThat(region.height()).isEqualTo(224 * 300 / 149.0, within(1e-9));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"image_mean": ["a", 0.5, 0.5]} | mean and std should be three numbers each
					{"image_mean": "0.5"} | mean and std should be three numbers each
					{"image_mean": [0.5, 0.5]} | mean and std should be three numbers each
					{"image_std": [0.5, 0, 0.5]} | std above 0
					{"image_std": [1e300, 1, 1]} | std above 0
					{"rescale_factor": 0} | rescale_factor should be a number above 0
					{"rescale_factor": "1/255"} | rescale_factor should be a number above 0
					{"resample": 6} | resample should be 0 (nearest), 1 (lanczos)
					{"resample": "bicubic"} | resample should be a whole number
					{"size": {"shortest_edge": 224, "longest_edge": 512}} | or the shortest_edge alone
					{"size": {"max_height": 224, "max_width": 224}} | or the shortest_edge alone
					{"size": {"shortest_edge": 48}} | set "do_center_crop" to true, or "size" to {"height": 96, "width": 96}
					{"do_pad": true} | do_pad should be false
					{"image_processor_type": "Siglip2ImageProcessor"} | SigLIP 2 of a fixed resolution has a SiglipImageProcessor
					{"image_processor_type": "ConvNextImageProcessor"} | Beit, Siglip or DINOv3ViT, but is "ConvNextImageProcessor"
					""")
	void settingThatIsNotSupportedIsNamed(String file, String reason) {
		assertThatExceptionOfType(InvalidModelException.class)
			.isThrownBy(() -> new HuggingFaceVit().preprocessing(JsonMapper.shared().readTree("{\"image_size\": 96}"),
					file(JsonMapper.shared().readTree(file))))
			.withMessageContaining(reason);
	}

	@Test
	void architectureThatTimmDoesNotPublishHasTheDefaultsOfTimm() {
		Preprocessing read = new TimmVit()
			.preprocessing(JsonMapper.shared().readTree("{\"architecture\": \"vit_own_patch16_224\"}"), null);
		assertThat(read.text()).isEqualTo(
				"resized to 256 pixels on the shorter side (bicubic), cropped to 224 x 224, multiplied by 0.00392157, "
						+ "mean [0.485, 0.456, 0.406], std [0.229, 0.224, 0.225]");
	}

	@Test
	void missingSettingsAreNamed() {
		JsonNode none = JsonMapper.shared().readTree("{\"pretrained_cfg\": {\"mean\": null, \"crop_pct\": 0.9}}");
		assertThat(new TimmVit().missingSettings(none, null)).containsExactly("input_size", "interpolation", "mean",
				"std");
		assertThat(new HuggingFaceVit().missingSettings(none, null)).containsExactly("preprocessor_config.json");
		assertThat(new HuggingFaceVit().missingSettings(none, file(none))).isEmpty();
	}

}
