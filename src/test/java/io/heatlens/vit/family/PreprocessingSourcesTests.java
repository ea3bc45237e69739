package io.heatlens.vit.family;

import java.util.stream.Stream;

import io.heatlens.vit.family.huggingface.HuggingFaceDinov2;
import io.heatlens.vit.family.huggingface.HuggingFaceVit;
import io.heatlens.vit.family.timm.TimmVit;
import io.heatlens.vit.input.PreprocessingSources;
import io.heatlens.vit.input.ProcessorFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where each setting of a preprocessing comes from.
 */
class PreprocessingSourcesTests {

	private static ProcessorFile file(JsonNode settings) {
		return new ProcessorFile("preprocessor_config.json: ", settings);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{} | default of ViTImageProcessor | default of ViTImageProcessor | default of ViTImageProcessor
					{"size": 48, "image_mean": [0, 0, 0]} | FILE: size | default of ViTImageProcessor | FILE: image_mean
					{"size": 48, "do_center_crop": true, "do_normalize": false} | FILE: size | default of ViTImageProcessor | FILE: do_normalize
					{"do_resize": false, "do_center_crop": false} | FILE: do_resize, config.json: image_size | FILE: do_center_crop | default of ViTImageProcessor
					{"image_processor_type": "BitImageProcessor", "crop_size": 96} | default of BitImageProcessor | FILE: crop_size | default of BitImageProcessor
					{"image_processor_type": "CLIPImageProcessorFast"} | default of CLIPImageProcessor | default of CLIPImageProcessor | default of CLIPImageProcessor
					""")
	void settingsOfAProcessorNameTheirSources(String file, String resize, String crop, String mean) {
		PreprocessingSources sources = new HuggingFaceVit()
			.preprocessing(JsonMapper.shared().createObjectNode(), file(JsonMapper.shared().readTree(file)))
			.sources();
		assertThat(Stream.of(sources.resize(), sources.crop(), sources.mean())
			.map((source) -> source.replace("preprocessor_config.json", "FILE"))).containsExactly(resize, crop, mean);
	}

	@Test
	void settingsWithoutAFileNameThePublishedModel() {
		PreprocessingSources vit = new HuggingFaceVit().preprocessing(JsonMapper.shared().createObjectNode(), null)
			.sources();
		assertThat(vit.resize()).isEqualTo("config.json: image_size");
		assertThat(vit.std()).isEqualTo("default of ViTImageProcessor");
		assertThat(new HuggingFaceDinov2().preprocessing(JsonMapper.shared().createObjectNode(), null).sources().mean())
			.isEqualTo("default of BitImageProcessor, with the numbers that DINOv2 is published with");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{} | published for vit_tiny_patch16_224 of timm | published for vit_tiny_patch16_224 of timm | published for vit_tiny_patch16_224 of timm
					{"mean": [0, 0, 0], "pretrained_cfg": {"crop_pct": 1}} | default of timm; config.json: pretrained_cfg.crop_pct | default of timm | config.json: mean
					{"pretrained_cfg": {"mean": [0, 0, 0]}, "model_args": {"img_size": 64}} | config.json: model_args.img_size; default of timm | config.json: model_args.img_size | config.json: pretrained_cfg.mean
					""")
	void settingsOfTimmNameTheirSources(String config, String resize, String crop, String mean) {
		PreprocessingSources sources = new TimmVit()
			.preprocessing(JsonMapper.shared().readTree(config).asObject().put("architecture", "vit_tiny_patch16_224"),
					null)
			.sources();
		assertThat(sources.resize()).isEqualTo(resize);
		assertThat(sources.crop()).isEqualTo(crop);
		assertThat(sources.mean()).isEqualTo(mean);
		assertThat(sources.rescale()).isEqualTo("default of timm, which divides by 255");
	}

}
