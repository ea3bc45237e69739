package io.heatlens.vit.family;

import org.jspecify.annotations.Nullable;

/**
 * The names that a library gives to the parts of Swin Transformers.
 *
 * @param projection the projection of patches to tokens
 * @param embeddingNorm the LayerNorm of the tokens before the first block
 * @param stages the stages, followed by their index
 * @param mergingAtEnd whether the merging of patches belongs to the stage before it
 * @param norm1 the first LayerNorm of a block
 * @param attentionProjection the projection of the concatenated heads in a block
 * @param norm2 the second LayerNorm of a block
 * @param fc1 the first layer of the MLP of a block
 * @param fc2 the second layer of the MLP of a block
 * @param norm the LayerNorm after the last block, or null if there is none
 * @param classifier the classifier, or null if there is none
 */
public record SwinNames(String projection, String embeddingNorm, String stages, boolean mergingAtEnd, String norm1,
		String attentionProjection, String norm2, String fc1, String fc2, @Nullable String norm,
		@Nullable String classifier) {

	/** The names of timm. */
	public static final SwinNames TIMM = new SwinNames("patch_embed.proj", "patch_embed.norm", "layers.", false,
			"norm1", "attn.proj", "norm2", "mlp.fc1", "mlp.fc2", "norm", "head.fc");

	/**
	 * The names of Hugging Face's transformers.
	 * @param root the name of the model in its checkpoint
	 * @param normed whether there is a LayerNorm after the last block
	 * @return the names
	 */
	public static SwinNames huggingFace(String root, boolean normed) {
		return new SwinNames(root + ".embeddings.patch_embeddings.projection", root + ".embeddings.norm",
				root + ".encoder.layers.", true, "layernorm_before", "attention.output.dense", "layernorm_after",
				"intermediate.dense", "output.dense", normed ? root + ".layernorm" : null, "classifier");
	}

	/** The same names without a classifier. */
	public SwinNames withoutClassifier() {
		return new SwinNames(this.projection, this.embeddingNorm, this.stages, this.mergingAtEnd, this.norm1,
				this.attentionProjection, this.norm2, this.fc1, this.fc2, this.norm, null);
	}

	/**
	 * The name of a block.
	 * @param stage the index of its stage
	 * @param index its index in the stage
	 * @return the name
	 */
	public String block(int stage, int index) {
		return this.stages + stage + ".blocks." + index;
	}

	/**
	 * The name of the merging of patches before a stage.
	 * @param stage the index of the stage, from 1
	 * @return the name
	 */
	public String merging(int stage) {
		return this.stages + (this.mergingAtEnd ? stage - 1 : stage) + ".downsample";
	}

}
