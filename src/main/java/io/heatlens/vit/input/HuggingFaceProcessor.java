package io.heatlens.vit.input;

import java.util.List;

import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.checkpoint.Json;
import tools.jackson.databind.JsonNode;

/**
 * The image processors of Hugging Face that Vision Transformers are published with. Each
 * has the defaults for what a {@code preprocessor_config.json} leaves out.
 */
@SuppressWarnings("ImmutableEnumChecker") // The lists are List.of.
public enum HuggingFaceProcessor {

	/** ViTImageProcessor: resizes to the size of the input, without a crop. */
	VIT(Resize.Mode.EXACT, 224, 224, ResampleFilter.BILINEAR, List.of(0.5f, 0.5f, 0.5f), List.of(0.5f, 0.5f, 0.5f)),

	/** DeiTImageProcessor: resizes to 256 x 256 and crops the centre. */
	DEIT(Resize.Mode.EXACT, 256, 224, ResampleFilter.BICUBIC, List.of(0.485f, 0.456f, 0.406f),
			List.of(0.229f, 0.224f, 0.225f)),

	/**
	 * BitImageProcessor and CLIPImageProcessor: resize the shorter side and crop the
	 * centre.
	 */
	BIT(Resize.Mode.SHORTEST_EDGE, 224, 224, ResampleFilter.BICUBIC, List.of(0.48145467f, 0.4578275f, 0.40821072f),
			List.of(0.26862955f, 0.2613026f, 0.2757771f)),

	/** The processor of DINOv2: a BitImageProcessor with other numbers. */
	DINOV2(Resize.Mode.SHORTEST_EDGE, 256, 224, ResampleFilter.BICUBIC, List.of(0.485f, 0.456f, 0.406f),
			List.of(0.229f, 0.224f, 0.225f));

	private final Resize.Mode mode;

	private final int size;

	private final int crop;

	private final ResampleFilter filter;

	private final List<Float> mean;

	private final List<Float> std;

	HuggingFaceProcessor(Resize.Mode mode, int size, int crop, ResampleFilter filter, List<Float> mean,
			List<Float> std) {
		this.mode = mode;
		this.size = size;
		this.crop = crop;
		this.filter = filter;
		this.mean = mean;
		this.std = std;
	}

	/**
	 * The preprocessing of a model that has no {@code preprocessor_config.json}.
	 * @param trained the input size in the model's {@code config.json}
	 * @return the preprocessing that the family is published with
	 */
	public Preprocessing published(InputSize trained) {
		boolean cropped = this.crop != this.size;
		Resize resize = cropped ? new Resize(this.mode, this.size, this.size, this.filter)
				: new Resize(this.mode, trained.height(), trained.width(), this.filter);
		InputSize input = cropped ? new InputSize(this.crop, this.crop) : trained;
		return new Preprocessing(resize, input, Preprocessing.Offset.FLOOR, 1 / 255f, this.mean, this.std);
	}

	/**
	 * Reads a {@code preprocessor_config.json} in the old or the new format. If it names
	 * a processor, the defaults are those of that processor instead.
	 * @param file the content of the file
	 * @param trained the input size in the model's {@code config.json}
	 * @return the preprocessing that the file describes
	 * @throws InvalidModelException if the file has a value that is not supported
	 */
	public Preprocessing read(JsonNode file, InputSize trained) {
		String type = file.path("image_processor_type").asString(file.path("feature_extractor_type").asString(""));
		return named(type).readOwn(file, trained);
	}

	private HuggingFaceProcessor named(String type) {
		return switch (type.replaceAll("(ImageProcessor(Fast|Pil)?|FeatureExtractor)$", "")) {
			case "" -> this;
			case "ViT" -> VIT;
			case "DeiT" -> DEIT;
			case "Bit", "CLIP" -> BIT;
			default -> throw new InvalidModelException(
					"image_processor_type should be that of ViT, DeiT, Bit or CLIP, but is \"%s\"".formatted(type));
		};
	}

	private Preprocessing readOwn(JsonNode file, InputSize trained) {
		boolean resizes = file.path("do_resize").asBoolean(true);
		boolean crops = file.path("do_center_crop").asBoolean(this != VIT);
		ResampleFilter filter = file.has("resample") ? filter(file.get("resample")) : this.filter;
		Resize resize = resizes ? resize(file.path("size"), filter)
				: new Resize(Resize.Mode.EXACT, trained.height(), trained.width(), filter);
		InputSize input = crops ? InputSize.read(file.path("crop_size"), new InputSize(this.crop, this.crop))
				: new InputSize(resize.height(), resize.width());
		if (!crops && resize.mode() == Resize.Mode.SHORTEST_EDGE) {
			throw new InvalidModelException("a resize to the shortest edge needs a centre crop");
		}
		boolean normalises = file.path("do_normalize").asBoolean(true);
		float rescale = file.path("do_rescale").asBoolean(true)
				? (float) file.path("rescale_factor").asDouble(1 / 255.0) : 1;
		return new Preprocessing(resize, input, Preprocessing.Offset.FLOOR, rescale,
				normalises ? Json.floats(file.path("image_mean"), this.mean) : List.of(0f, 0f, 0f),
				normalises ? Json.floats(file.path("image_std"), this.std) : List.of(1f, 1f, 1f));
	}

	private Resize resize(JsonNode size, ResampleFilter filter) {
		if (size.has("shortest_edge")) {
			int edge = Json.number(size, "shortest_edge");
			return new Resize(Resize.Mode.SHORTEST_EDGE, edge, edge, filter);
		}
		InputSize exact = InputSize.read(size, new InputSize(this.size, this.size));
		return new Resize(size.isObject() ? Resize.Mode.EXACT : this.mode, exact.height(), exact.width(), filter);
	}

	private static ResampleFilter filter(JsonNode resample) {
		return switch (resample.asInt(-1)) {
			case 0 -> ResampleFilter.NEAREST;
			case 2 -> ResampleFilter.BILINEAR;
			case 3 -> ResampleFilter.BICUBIC;
			default -> throw new InvalidModelException(
					"resample should be 0 (nearest), 2 (bilinear) or 3 (bicubic), but is " + resample);
		};
	}

}
