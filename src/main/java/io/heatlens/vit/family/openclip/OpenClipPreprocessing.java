package io.heatlens.vit.family.openclip;

import java.util.Collections;
import java.util.List;

import io.heatlens.hub.ModelFiles;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.checkpoint.Json;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.input.PreprocessingSources;
import io.heatlens.vit.input.ResampleFilter;
import io.heatlens.vit.input.Resize;
import tools.jackson.databind.JsonNode;

/**
 * How images are prepared by open_clip, as {@code preprocess_cfg} says, with the defaults
 * of open_clip for what it leaves out. The size is that of the model, whatever
 * {@code preprocess_cfg} says.
 *
 * @param config the {@code open_clip_config.json}
 */
record OpenClipPreprocessing(JsonNode config) {

	private static final List<Float> MEAN = List.of(0.48145467f, 0.4578275f, 0.40821072f);

	private static final List<Float> STD = List.of(0.26862955f, 0.2613026f, 0.2757771f);

	private static final String DEFAULT = "default of open_clip";

	/**
	 * Reads the preprocessing.
	 * @return the preprocessing
	 * @throws InvalidModelException if a value is not supported
	 */
	Preprocessing read() {
		InputSize input = InputSize.read(this.config.path("model_cfg").path("vision_cfg").path("image_size"),
				new InputSize(224, 224));
		return new Preprocessing(new Resize(mode(input), input.height(), input.width(), filter()), input,
				Preprocessing.Offset.HALF_EVEN, Preprocessing.Padding.BLACK, 1 / 255f, colours("mean", MEAN),
				colours("std", STD), sources());
	}

	private JsonNode setting(String name) {
		return this.config.path("preprocess_cfg").path(name);
	}

	private Resize.Mode mode(InputSize input) {
		return switch (setting("resize_mode").asString("shortest")) {
			case "shortest" -> (input.height() == input.width()) ? Resize.Mode.SHORTEST_EDGE : Resize.Mode.FILL;
			case "squash" -> Resize.Mode.EXACT;
			case "longest" -> longest();
			default -> throw new InvalidModelException(
					"resize_mode should be shortest, squash or longest, but is " + setting("resize_mode"));
		};
	}

	private Resize.Mode longest() {
		if (setting("fill_color").asInt(0) != 0) {
			throw new InvalidModelException("fill_color should be 0, but is " + setting("fill_color"));
		}
		return Resize.Mode.FIT;
	}

	// In training, "random" draws one of the two; otherwise it means bicubic.
	private ResampleFilter filter() {
		return switch (setting("interpolation").asString("bicubic")) {
			case "bicubic", "random" -> ResampleFilter.BICUBIC;
			case "bilinear" -> ResampleFilter.BILINEAR;
			default -> throw new InvalidModelException(
					"interpolation should be bicubic or bilinear, but is " + setting("interpolation"));
		};
	}

	private List<Float> colours(String name, List<Float> otherwise) {
		List<Float> numbers = Json.floats(setting(name), otherwise);
		return (numbers.size() == 1) ? Collections.nCopies(3, numbers.get(0)) : numbers;
	}

	private PreprocessingSources sources() {
		String size = this.config.path("model_cfg").path("vision_cfg").has("image_size")
				? ModelFiles.OPEN_CLIP_CONFIG + ": model_cfg.vision_cfg.image_size" : DEFAULT;
		return new PreprocessingSources(size + "; " + source("resize_mode"), source("interpolation"), size,
				"default of open_clip, which divides by 255", source("mean"), source("std"));
	}

	private String source(String name) {
		boolean given = this.config.path("preprocess_cfg").hasNonNull(name);
		return given ? ModelFiles.OPEN_CLIP_CONFIG + ": preprocess_cfg." + name : DEFAULT;
	}

}
