package io.heatlens.vit.family.timm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.checkpoint.Json;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.input.PreprocessingSources;
import io.heatlens.vit.input.ResampleFilter;
import io.heatlens.vit.input.Resize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

/**
 * How images are prepared by the evaluation transform of timm, as a timm
 * {@code config.json} says.
 *
 * @param json the content of the file
 */
record TimmPreprocessing(JsonNode json) {

	private static final List<String> SETTINGS = List.of("input_size", "interpolation", "crop_pct", "mean", "std");

	/**
	 * Finds the settings of the preprocessing that a file leaves out, so that the
	 * defaults of timm are taken.
	 * @param config the {@code config.json}
	 * @return the names of the settings
	 */
	static List<String> missing(JsonNode config) {
		return SETTINGS.stream()
			.filter((name) -> !name.equals("input_size") || !config.path("model_args").hasNonNull("img_size"))
			.filter((name) -> isMissing(config, name))
			.toList();
	}

	/**
	 * Reads the evaluation transform of timm: images are resized to the size of the input
	 * divided by {@code crop_pct}, and then cropped to the centre. What the file leaves
	 * out has the defaults of timm: 224 x 224, 0.875, bicubic, and the numbers of
	 * ImageNet; a file that says nothing has the settings with which timm publishes the
	 * architecture.
	 * @return the preprocessing
	 * @throws InvalidModelException if a value is not supported
	 */
	Preprocessing read() {
		InputSize input = hasOwnSize() ? InputSize.read(this.json.path("model_args").path("img_size"), inputSize())
				: inputSize();
		double share = setting("crop_pct").asDouble(0.875);
		if (!(share > 0 && share <= 100)) {
			throw new InvalidModelException("crop_pct should be a number above 0, but is " + setting("crop_pct"));
		}
		int height = (int) Math.floor(input.height() / share);
		int width = (int) Math.floor(input.width() / share);
		ResampleFilter filter = filter();
		Resize.Mode mode = switch (setting("crop_mode").asString("center")) {
			case "center" -> (height == width) ? Resize.Mode.SHORTEST_EDGE : Resize.Mode.FILL;
			case "squash" -> Resize.Mode.EXACT;
			case "border" -> Resize.Mode.FIT;
			default -> throw new InvalidModelException(
					"crop_mode should be center, squash or border, but is " + setting("crop_mode"));
		};
		if (mode == Resize.Mode.FILL) {
			// In timm, ResizeKeepRatio is not given the interpolation and uses its
			// default, which is bilinear.
			filter = ResampleFilter.BILINEAR;
		}
		return new Preprocessing(new Resize(mode, height, width, filter), input, Preprocessing.Offset.HALF_EVEN,
				(mode == Resize.Mode.FIT) ? Preprocessing.Padding.MEAN : Preprocessing.Padding.BLACK, 1 / 255f,
				Json.floats(setting("mean"), List.of(0.485f, 0.456f, 0.406f)),
				Json.floats(setting("std"), List.of(0.229f, 0.224f, 0.225f)), sources(mode));
	}

	private PreprocessingSources sources(Resize.Mode mode) {
		String input = hasOwnSize() ? "config.json: model_args.img_size" : source("input_size");
		String share = source("crop_pct");
		return new PreprocessingSources(input.equals(share) ? input : input + "; " + share,
				(mode == Resize.Mode.FILL) ? "default of timm's ResizeKeepRatio" : source("interpolation"), input,
				"default of timm, which divides by 255", source("mean"), source("std"));
	}

	private String source(String name) {
		if (!isMissing(this.json, name)) {
			return "config.json: " + (this.json.path("pretrained_cfg").hasNonNull(name) ? "pretrained_cfg." : "")
					+ name;
		}
		String architecture = TimmConfig.architecture(this.json);
		return (described() || !Published.TABLE.path(architecture).has(name)) ? "default of timm"
				: "published for %s of timm".formatted(architecture);
	}

	// A file without any setting, such as one for a model that was never published, means
	// the settings with which timm publishes the architecture.
	private JsonNode setting(String name) {
		return described() ? TimmConfig.anywhere(this.json, name)
				: Published.TABLE.path(TimmConfig.architecture(this.json)).path(name);
	}

	private boolean described() {
		return SETTINGS.stream().anyMatch((setting) -> !isMissing(this.json, setting));
	}

	private static boolean isMissing(JsonNode config, String name) {
		JsonNode value = TimmConfig.anywhere(config, name);
		return value.isMissingNode() || value.isNull();
	}

	// A model takes images of its own size, unless it resizes its positions to theirs.
	private boolean hasOwnSize() {
		JsonNode arguments = this.json.path("model_args");
		boolean dynamic = arguments.path("dynamic_img_size").asBoolean(false) && !isMissing(this.json, "input_size");
		return arguments.hasNonNull("img_size") && !dynamic;
	}

	private InputSize inputSize() {
		JsonNode size = setting("input_size");
		if (size.isMissingNode() || size.isNull()) {
			return new InputSize(224, 224);
		}
		if (!size.isArray() || size.size() != 3) {
			throw new InvalidModelException("input_size should be [channels, height, width], but is " + size);
		}
		return new InputSize(size.get(1).asInt(0), size.get(2).asInt(0));
	}

	private ResampleFilter filter() {
		return ResampleFilter.of(setting("interpolation").asString("bicubic"));
	}

	/**
	 * The settings with which timm publishes its architectures. The script
	 * {@code src/tables/timm_preprocessing.py} writes the table.
	 */
	private static final class Published {

		static final JsonNode TABLE = read();

		private static JsonNode read() {
			try (InputStream in = new ClassPathResource("timm-preprocessing.json", TimmPreprocessing.class)
				.getInputStream()) {
				return JsonMapper.shared().readTree(in);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
