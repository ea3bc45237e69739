package io.heatlens.vit.family.timm;

import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

/**
 * The modules of timm that define Vision Transformers. The name of an architecture tells
 * which module defines it; the first pattern that matches counts.
 */
@SuppressWarnings("ImmutableEnumChecker") // A Pattern is immutable.
enum TimmModule {

	/** BEiT and BEiT v2. */
	BEIT("beit(v2)?_.*"),

	/** EVA, EVA-02, and Vision Transformers with rotary position embeddings. */
	EVA("eva02_.*|eva_giant_.*|vit_pe_.*|vit_.*_(rope|dinov3|lingbot)(_.*)?|vit_.*_dinov3_.*"),

	/** Vision Transformers with relative positions. */
	VISION_TRANSFORMER_RELPOS("vit_s?relpos_.*"),

	/** Swin Transformer V2, without the earlier swinv2_cr. */
	SWIN_TRANSFORMER_V2("swinv2_(?!cr_).*"),

	/** Swin Transformer, and the searched Swin-S3. */
	SWIN_TRANSFORMER("swin_.*"),

	/** Vision Transformer and DeiT. */
	VISION_TRANSFORMER("(vit|deit3?|flexivit|beit3|eva_large|test_vit\\d?)_.*|test_vit\\d?");

	private final Pattern architectures;

	TimmModule(String architectures) {
		this.architectures = Pattern.compile(architectures);
	}

	/**
	 * Whether the module defines the architecture of a checkpoint.
	 * @param config the {@code config.json}
	 * @return false also if the file names no architecture of timm
	 */
	boolean defines(JsonNode config) {
		String architecture = TimmConfig.architecture(config);
		for (TimmModule module : values()) {
			if (module.architectures.matcher(architecture).matches()) {
				return module == this;
			}
		}
		return false;
	}

}
