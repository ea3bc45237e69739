package io.heatlens.vit.family.openclip;

import java.util.List;

import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.family.ModelFamily;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.input.ProcessorFile;
import io.heatlens.vit.transformer.VisionTransformer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * The image towers of open_clip's {@code CLIP} and {@code CustomTextCLIP}: its own Vision
 * Transformer, or one of timm, with the projection to the space of texts and images. The
 * output is the vector of the image.
 */
@Component
class OpenClipVision implements ModelFamily {

	private final List<ModelFamily> others;

	OpenClipVision(List<ModelFamily> others) {
		this.others = others;
	}

	@Override
	public String name() {
		return "open-clip";
	}

	@Override
	public boolean reads(JsonNode config) {
		return config.path("model_cfg").has("vision_cfg");
	}

	@Override
	public Preprocessing preprocessing(JsonNode config, @Nullable ProcessorFile preprocessor) {
		return new OpenClipPreprocessing(config).read();
	}

	@Override
	public List<String> missingSettings(JsonNode config, @Nullable ProcessorFile preprocessor) {
		return config.has("preprocess_cfg") ? List.of() : List.of("preprocess_cfg");
	}

	@Override
	public VisionTransformer read(JsonNode config, InputSize input, Checkpoint weights) {
		OpenClipSettings vision = new OpenClipSettings("vision_cfg", config.path("model_cfg"));
		Checkpoint tower = weights.without("visual.");
		return vision.json().hasNonNull("timm_model_name") ? new OpenClipTrunk(vision, this.others).read(input, tower)
				: new OpenClipVit(vision).read(input, tower);
	}

	@Override
	public boolean classifies(JsonNode config) {
		return false;
	}

	@Override
	public boolean ignores(String tensor) {
		String trunk = "visual.trunk.";
		return tensor.matches("(text\\.)?attn_mask") || (tensor.startsWith(trunk)
				&& this.others.stream().anyMatch((family) -> family.ignores(tensor.substring(trunk.length()))));
	}

}
