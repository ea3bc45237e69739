package io.heatlens.vit.family.openclip;

import java.util.List;
import java.util.Set;

import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.checkpoint.Json;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.ModelFamily;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.layer.Linear;
import io.heatlens.vit.transformer.Head;
import io.heatlens.vit.transformer.VisionTransformer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads an image tower that is a model of timm. Its architecture follows from its name.
 *
 * @param settings the {@code vision_cfg}
 * @param families the families that read models of timm, and others
 */
record OpenClipTrunk(OpenClipSettings settings, List<ModelFamily> families) {

	private static final Set<String> POOLINGS = Set.of("token", "avg", "map", "");

	private static final Set<String> PROJECTIONS = Set.of("linear", "none", "");

	/**
	 * Takes the tensors.
	 * @param input the size of the input
	 * @param tower the tensors of the tower, by their names in it
	 * @return the tower
	 * @throws InvalidModelException if a tensor is missing or has another shape, or if
	 * the model of timm or a setting is not supported
	 */
	VisionTransformer read(InputSize input, Checkpoint tower) {
		int outputs = Json.number(this.settings.model(), "embed_dim");
		String projection = projection();
		JsonNode config = config(projection, outputs);
		VisionTransformer trunk = family(config).read(config, input, tower.without("trunk."));
		VisionTransformer projected = projection.equals("linear") ? projected(trunk, tower, outputs) : trunk;
		if (projected.outputs() != outputs) {
			throw new InvalidModelException("embed_dim is %d, but the tower of images has vectors of %d numbers"
				.formatted(outputs, projected.outputs()));
		}
		return projected;
	}

	private String projection() {
		return word("timm_proj", "linear", PROJECTIONS);
	}

	// As in Python, null and an empty string mean the same.
	private String word(String setting, String otherwise, Set<String> supported) {
		return this.settings.json().path(setting).isNull() ? "" : this.settings.one(setting, otherwise, supported);
	}

	// Without a projection of its own, open_clip takes the classifier of timm as such.
	private JsonNode config(String projection, int outputs) {
		ObjectNode config = JsonMapper.shared().createObjectNode();
		config.set("architecture", this.settings.json().path("timm_model_name"));
		config.put("num_classes", projection.isEmpty() ? outputs : 0);
		String pool = word("timm_pool", "avg", POOLINGS);
		if (!pool.isEmpty()) {
			config.put("global_pool", pool);
		}
		return config;
	}

	private ModelFamily family(JsonNode config) {
		return this.families.stream()
			.filter((family) -> family.reads(config))
			.findFirst()
			.orElseThrow(() -> new InvalidModelException(
					"timm_model_name of vision_cfg is %s, which is not read; the Vision Transformers, EVA and Swin of timm are"
						.formatted(config.path("architecture"))));
	}

	private VisionTransformer projected(VisionTransformer trunk, Checkpoint tower, int outputs) {
		LayerReader layers = new LayerReader(tower, trunk.outputs(), 0);
		Linear projection = layers.linear("head.proj", outputs, layers.dim(),
				this.settings.json().path("timm_proj_bias").asBoolean(false));
		Head head = trunk.head();
		return new VisionTransformer(trunk.embedding(), trunk.preNorm(), trunk.blocks(),
				new Head(head.norm(), head.pooling(), head.fcNorm(), projection));
	}

}
