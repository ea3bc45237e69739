package io.heatlens.vit.family.openclip;

import java.util.Set;

import ai.djl.ndarray.NDArray;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.checkpoint.Json;
import io.heatlens.vit.family.LayerReader;
import io.heatlens.vit.family.Linears;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.layer.LayerNorm;
import io.heatlens.vit.transformer.Head;
import io.heatlens.vit.transformer.MultiHeadAttention;
import io.heatlens.vit.transformer.PatchEmbedding;
import io.heatlens.vit.transformer.TokenPooling;
import io.heatlens.vit.transformer.VisionTransformer;

/**
 * Reads open_clip's own Vision Transformer.
 *
 * @param settings the {@code vision_cfg}
 */
record OpenClipVit(OpenClipSettings settings) {

	private static final Set<String> SUPPORTED = Set.of("layers", "width", "head_width", "mlp_ratio", "patch_size",
			"image_size", "ls_init_value", "no_ln_pre", "final_ln_after_pool", "pool_type", "act_kwargs", "norm_kwargs",
			// These change the training, other towers and the positions before they are
			// stored.
			"patch_dropout", "attn_pooler_queries", "attn_pooler_heads", "output_tokens", "pos_embed_type",
			"timm_model_pretrained", "timm_pool", "timm_proj", "timm_proj_bias", "timm_drop", "timm_drop_path");

	/**
	 * Takes the tensors.
	 * @param input the size of the input, which is that of the model
	 * @param tower the tensors of the tower, by their names in it
	 * @return the tower
	 * @throws InvalidModelException if a tensor is missing or has another shape, or if a
	 * setting is not supported
	 */
	VisionTransformer read(InputSize input, Checkpoint tower) {
		this.settings.check(SUPPORTED);
		int dim = Json.number(this.settings.json(), "width", 768);
		LayerReader layers = new LayerReader(tower, dim, this.settings.epsilon());
		OpenClipLayers parts = new OpenClipLayers(this.settings, layers);
		PatchEmbedding embedding = embedding(layers, input);
		LayerNorm preNorm = flag("no_ln_pre") ? null : layers.norm("ln_pre");
		LayerNorm norm = layers.norm("ln_post");
		boolean after = flag("final_ln_after_pool");
		return new VisionTransformer(embedding, preNorm, parts.blocks(heads(dim), MultiHeadAttention::new),
				new Head(after ? null : norm, pooling(), after ? norm : null,
						parts.matrix("proj", Json.number(this.settings.model(), "embed_dim"))));
	}

	private boolean flag(String name) {
		return this.settings.json().path(name).asBoolean(false);
	}

	private int heads(int dim) {
		int width = Json.number(this.settings.json(), "head_width", 64);
		if (width < 1 || dim % width != 0) {
			throw new InvalidModelException(
					"head_width of vision_cfg should divide the width %d, but is %d".formatted(dim, width));
		}
		return dim / width;
	}

	private TokenPooling pooling() {
		return this.settings.one("pool_type", "tok", Set.of("tok", "avg")).equals("tok") ? TokenPooling.CLS
				: TokenPooling.PATCH_MEAN;
	}

	private PatchEmbedding embedding(LayerReader layers, InputSize input) {
		int dim = layers.dim();
		InputSize patch = InputSize.read(this.settings.json().path("patch_size"), new InputSize(16, 16));
		Grid grid = input.grid(patch.height(), patch.width());
		NDArray kernel = layers.take("conv1.weight", dim, 3, patch.height(), patch.width());
		try (NDArray token = layers.take("class_embedding", dim);
				NDArray all = layers.take("positional_embedding", 1L + grid.patches(), dim);
				NDArray positions = all.expandDims(0);
				NDArray first = positions.get(":, :1")) {
			return new PatchEmbedding(kernel, null, first.add(token), Linears.copy(positions, ":, 1:"), grid);
		}
	}

}
