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
	VIT("ViTImageProcessor", Resize.Mode.EXACT, 224, 0, ResampleFilter.BILINEAR, Numbers.HALF, Numbers.HALF),

	/** DeiTImageProcessor: resizes to 256 x 256 and crops the centre. */
	DEIT("DeiTImageProcessor", Resize.Mode.EXACT, 256, 224, ResampleFilter.BICUBIC, Numbers.IMAGENET_MEAN,
			Numbers.IMAGENET_STD),

	/** BitImageProcessor: resizes the shorter side and crops the centre. */
	BIT("BitImageProcessor", Resize.Mode.SHORTEST_EDGE, 224, 224, ResampleFilter.BICUBIC, Numbers.CLIP_MEAN,
			Numbers.CLIP_STD),

	/** CLIPImageProcessor: the same in another class. */
	CLIP("CLIPImageProcessor", Resize.Mode.SHORTEST_EDGE, 224, 224, ResampleFilter.BICUBIC, Numbers.CLIP_MEAN,
			Numbers.CLIP_STD),

	/** The processor of DINOv2: a BitImageProcessor with other numbers. */
	DINOV2("BitImageProcessor, with the numbers that DINOv2 is published with", Resize.Mode.SHORTEST_EDGE, 256, 224,
			ResampleFilter.BICUBIC, Numbers.IMAGENET_MEAN, Numbers.IMAGENET_STD),

	/**
	 * BeitImageProcessor: resizes to the size of the input. Files of the time of BEiT
	 * resize to 256 x 256 and crop the centre, and say so.
	 */
	BEIT("BeitImageProcessor", Resize.Mode.EXACT, 224, 0, ResampleFilter.BICUBIC, Numbers.HALF, Numbers.HALF),

	/** SiglipImageProcessor: resizes to the size of the input. */
	SIGLIP("SiglipImageProcessor", Resize.Mode.EXACT, 224, 0, ResampleFilter.BICUBIC, Numbers.HALF, Numbers.HALF),

	/** The processor of Swin and Swin V2: a ViTImageProcessor with other numbers. */
	SWIN("ViTImageProcessor, with the numbers that Swin is published with", Resize.Mode.EXACT, 224, 0,
			ResampleFilter.BICUBIC, Numbers.IMAGENET_MEAN, Numbers.IMAGENET_STD),

	/**
	 * DINOv3ViTImageProcessor: rescales before it resizes, so that nothing is rounded to
	 * 8 bits.
	 */
	DINOV3("DINOv3ViTImageProcessor", Resize.Mode.EXACT, 224, 0, ResampleFilter.BILINEAR, Numbers.IMAGENET_MEAN,
			Numbers.IMAGENET_STD);

	private static final String CONFIGURED = "config.json: image_size";

	/** The name of the class in transformers. */
	private final String title;

	/** The meaning of a bare number as the size. */
	private final Resize.Mode mode;

	private final int size;

	/** The size of the centre crop, 0 for none. */
	private final int crop;

	private final ResampleFilter filter;

	private final List<Float> mean;

	private final List<Float> std;

	HuggingFaceProcessor(String title, Resize.Mode mode, int size, int crop, ResampleFilter filter, List<Float> mean,
			List<Float> std) {
		this.title = title;
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
		if (this == BIT) {
			return published(resize(Resize.Mode.SHORTEST_EDGE, trained, this.filter), trained, CONFIGURED);
		}
		boolean cropped = this.crop != 0;
		Resize resize = cropped ? resize(this.mode, new InputSize(this.size, this.size), this.filter)
				: resize(Resize.Mode.EXACT, trained, this.filter);
		InputSize input = cropped ? new InputSize(this.crop, this.crop) : trained;
		return published(resize, input, cropped ? byDefault() : CONFIGURED);
	}

	private Preprocessing published(Resize resize, InputSize input, String size) {
		return new Preprocessing(resize, input, Preprocessing.Offset.FLOOR, Preprocessing.Padding.BLACK, 1 / 255f,
				this.mean, this.std,
				new PreprocessingSources(size, byDefault(), byDefault(), byDefault(), byDefault(), byDefault()));
	}

	/**
	 * Reads a {@code preprocessor_config.json} in the old or the new format, or the
	 * {@code image_processor} of a {@code processor_config.json}. If it names a
	 * processor, the defaults are those of that processor instead.
	 * @param file the file
	 * @param trained the input size in the model's {@code config.json}
	 * @return the preprocessing that the file describes
	 * @throws InvalidModelException if the file has a value that is not supported
	 */
	public Preprocessing read(ProcessorFile file, InputSize trained) {
		JsonNode settings = file.settings();
		String type = settings.path("image_processor_type")
			.asString(settings.path("feature_extractor_type").asString(""));
		return named(type).readOwn(file, trained);
	}

	private HuggingFaceProcessor named(String type) {
		return switch (type.replaceAll("(ImageProcessor(Fast|Pil)?|FeatureExtractor)$", "")) {
			// The classes of transformers know nothing of the numbers that DINOv2 and
			// Swin are published with.
			case "" -> (this == DINOV2) ? BIT : (this == SWIN) ? VIT : this;
			case "ViT" -> VIT;
			case "DeiT" -> DEIT;
			case "Bit" -> BIT;
			case "CLIP" -> CLIP;
			case "Beit" -> BEIT;
			case "Siglip" -> SIGLIP;
			case "DINOv3ViT" -> DINOV3;
			case "Siglip2" -> throw new InvalidModelException(
					"%s cuts images into as many patches as they need (NaFlex), which is not supported; SigLIP 2 of a fixed resolution has a SiglipImageProcessor"
						.formatted(type));
			default -> throw new InvalidModelException(
					"image_processor_type should be that of ViT, DeiT, Bit, CLIP, Beit, Siglip or DINOv3ViT, but is \"%s\""
						.formatted(type));
		};
	}

	private Preprocessing readOwn(ProcessorFile processor, InputSize trained) {
		JsonNode file = processor.settings();
		if (flag(file, "do_pad", false)) {
			throw new InvalidModelException("do_pad should be false, since the model takes images of one size");
		}
		boolean crops = flag(file, "do_center_crop", this.crop != 0);
		ResampleFilter filter = file.hasNonNull("resample") ? ResampleFilter.of(Json.number(file, "resample"))
				: this.filter;
		Resize resize = flag(file, "do_resize", true) ? resize(file.path("size"), filter)
				: resize(Resize.Mode.EXACT, trained, filter);
		if (!crops && resize.mode() == Resize.Mode.SHORTEST_EDGE) {
			throw new InvalidModelException(
					"a resize to the shortest edge without a crop gives images of any shape, but the model takes one: set \"do_center_crop\" to true, or \"size\" to {\"height\": %d, \"width\": %d}"
						.formatted(trained.height(), trained.width()));
		}
		int side = (this.crop != 0) ? this.crop : 224;
		InputSize input = crops ? InputSize.read(file.path("crop_size"), new InputSize(side, side))
				: new InputSize(resize.height(), resize.width());
		boolean normalises = flag(file, "do_normalize", true);
		float rescale = flag(file, "do_rescale", true)
				? Json.floats(file.path("rescale_factor"), List.of(1 / 255f)).get(0) : 1;
		return new Preprocessing(resize, input, Preprocessing.Offset.FLOOR, Preprocessing.Padding.BLACK, rescale,
				normalises ? Json.floats(file.path("image_mean"), this.mean) : Numbers.ZEROS,
				normalises ? Json.floats(file.path("image_std"), this.std) : Numbers.ONES, sources(processor, crops));
	}

	private PreprocessingSources sources(ProcessorFile file, boolean crops) {
		boolean resizes = flag(file.settings(), "do_resize", true);
		return new PreprocessingSources(
				resizes ? source(file, "size") : file.source("do_resize") + ", config.json: image_size",
				source(file, "resample"), crops ? source(file, "crop_size") : source(file, "do_center_crop"),
				source(file, "do_rescale", "rescale_factor"), source(file, "do_normalize", "image_mean"),
				source(file, "do_normalize", "image_std"));
	}

	// A switch that is off decides, whatever the value beside it.
	private String source(ProcessorFile file, String flag, String key) {
		return flag(file.settings(), flag, true) ? source(file, key) : file.source(flag);
	}

	private String source(ProcessorFile file, String key) {
		return file.settings().hasNonNull(key) ? file.source(key) : byDefault();
	}

	private String byDefault() {
		return "default of " + this.title;
	}

	// Files of transformers 5 have null for what the processor does not use.
	private static boolean flag(JsonNode file, String name, boolean otherwise) {
		return file.hasNonNull(name) ? file.get(name).asBoolean(otherwise) : otherwise;
	}

	private Resize resize(JsonNode size, ResampleFilter filter) {
		for (String name : List.of("longest_edge", "max_height", "max_width")) {
			if (size.hasNonNull(name)) {
				throw new InvalidModelException(
						"size should be a height and a width, or the shortest_edge alone, but is " + size);
			}
		}
		if (size.hasNonNull("shortest_edge")) {
			int edge = Json.number(size, "shortest_edge");
			return resize(Resize.Mode.SHORTEST_EDGE, new InputSize(edge, edge), filter);
		}
		InputSize exact = InputSize.read(size, new InputSize(this.size, this.size));
		boolean number = !size.isObject() && !size.isArray();
		return resize(number ? this.mode : Resize.Mode.EXACT, exact, filter);
	}

	private Resize resize(Resize.Mode mode, InputSize size, ResampleFilter filter) {
		return new Resize(mode, size.height(), size.width(), filter, this != DINOV3);
	}

	/** The numbers that several processors share. */
	private static final class Numbers {

		static final List<Float> ZEROS = List.of(0f, 0f, 0f);

		static final List<Float> ONES = List.of(1f, 1f, 1f);

		static final List<Float> HALF = List.of(0.5f, 0.5f, 0.5f);

		static final List<Float> IMAGENET_MEAN = List.of(0.485f, 0.456f, 0.406f);

		static final List<Float> IMAGENET_STD = List.of(0.229f, 0.224f, 0.225f);

		static final List<Float> CLIP_MEAN = List.of(0.48145467f, 0.4578275f, 0.40821072f);

		static final List<Float> CLIP_STD = List.of(0.26862955f, 0.2613026f, 0.2757771f);

	}

}
