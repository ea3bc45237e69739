package io.heatlens.vit.family.openclip;

import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.input.ResampleFilter;
import io.heatlens.vit.input.Resize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How images are prepared for models of open_clip.
 */
class OpenClipPreprocessingTests {

	private static Preprocessing read(String vision, String settings) {
		return new OpenClipPreprocessing(JsonMapper.shared()
			.readTree("{\"model_cfg\": {\"vision_cfg\": {%s}}, \"preprocess_cfg\": {%s}}".formatted(vision, settings)))
			.read();
	}

	@Test
	void defaultsAreThoseOfOpenClip() {
		Preprocessing found = read("", "");
		assertThat(found.resize()).isEqualTo(new Resize(Resize.Mode.SHORTEST_EDGE, 224, 224, ResampleFilter.BICUBIC));
		assertThat(found.crop()).isEqualTo(new InputSize(224, 224));
		assertThat(found.mean()).containsExactly(0.48145467f, 0.4578275f, 0.40821072f);
		assertThat(found.std()).containsExactly(0.26862955f, 0.2613026f, 0.2757771f);
		assertThat(found.sources().mean()).isEqualTo("default of open_clip");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"image_size": 64       | "resize_mode": "squash", "size": 224        | EXACT         | BICUBIC
			"image_size": 64       | "resize_mode": "longest"                    | FIT           | BICUBIC
			"image_size": [64, 64] | "resize_mode": null, "interpolation": null  | SHORTEST_EDGE | BICUBIC
			"image_size": [64, 96] | "interpolation": "random"                   | FILL          | BICUBIC
			"image_size": 64       | "interpolation": "bilinear"                 | SHORTEST_EDGE | BILINEAR
			""")
	void sizeIsThatOfTheModel(String vision, String settings, Resize.Mode mode, ResampleFilter filter) {
		Preprocessing found = read(vision, settings);
		assertThat(found.resize().mode()).isEqualTo(mode);
		assertThat(found.resize().filter()).isEqualTo(filter);
		assertThat(found.crop().height()).isEqualTo(64);
	}

	@Test
	void oneNumberIsThatOfAllColours() {
		Preprocessing found = read("", "\"mean\": 0.5, \"std\": 0.25");
		assertThat(found.mean()).containsExactly(0.5f, 0.5f, 0.5f);
		assertThat(found.std()).containsExactly(0.25f, 0.25f, 0.25f);
		assertThat(found.sources().std()).isEqualTo("open_clip_config.json: preprocess_cfg.std");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"resize_mode": "crop"                       | resize_mode should be shortest, squash or longest
			"interpolation": "nearest"                  | interpolation should be bicubic or bilinear
			"resize_mode": "longest", "fill_color": 127 | fill_color should be 0
			""")
	void unsupportedValueIsRefused(String settings, String message) {
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> read("", settings))
			.withMessageContaining(message);
	}

}
