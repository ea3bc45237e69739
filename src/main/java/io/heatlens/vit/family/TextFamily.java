package io.heatlens.vit.family;

import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.text.TextTower;
import tools.jackson.databind.JsonNode;

/**
 * A family of published checkpoints that have images and texts in one space, as far as
 * texts are concerned. It knows the name of each tensor of the text tower. A new family
 * is one new component that implements this interface.
 */
public interface TextFamily {

	/**
	 * Recognises a checkpoint of this family by its configuration alone.
	 * @param config the {@code config.json}, or the {@code open_clip_config.json}
	 * @return whether this family reads the text tower of the checkpoint
	 */
	boolean reads(JsonNode config);

	/**
	 * Reads the architecture of the text tower and takes its tensors, the factor of the
	 * cosine and what is added to it.
	 * @param config the configuration
	 * @param weights the tensors of the checkpoint
	 * @return the text tower
	 * @throws InvalidModelException if a tensor is missing or has another shape, or if
	 * the architecture is not supported
	 */
	TextTower read(JsonNode config, Checkpoint weights);

	/**
	 * Whether a tensor may be left unused, because checkpoints contain it but the text
	 * tower does not need it.
	 * @param tensor the name of the tensor
	 * @return true if the tensor is ignored
	 */
	boolean ignores(String tensor);

}
