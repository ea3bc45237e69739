package io.heatlens.vit.family;

import java.util.List;

import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.transformer.VisionTransformer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A family of published checkpoints: knows its configuration file, names each of its
 * tensors, and says how images are prepared for it. A new family is one new component.
 */
public interface ModelFamily {

	/**
	 * The name in the API.
	 * @return such as {@code timm-vit}
	 */
	String name();

	/**
	 * Recognises a family by its configuration alone, never by tensor names.
	 * @param config the {@code config.json}
	 * @return whether this family reads it
	 */
	boolean reads(JsonNode config);

	/**
	 * Reads how images are prepared.
	 * @param config the {@code config.json}
	 * @param preprocessor the {@code preprocessor_config.json}, if there is one
	 * @return preprocessing to the model's input size
	 * @throws InvalidModelException if it asks for what is not supported
	 */
	Preprocessing preprocessing(JsonNode config, @Nullable JsonNode preprocessor);

	/**
	 * Reads the architecture and takes its tensors.
	 * @param config the {@code config.json}
	 * @param input what the preprocessing produces
	 * @param weights of the checkpoint
	 * @return the model
	 * @throws InvalidModelException if a tensor is missing or has the wrong shape, or the
	 * architecture is not supported
	 */
	VisionTransformer read(JsonNode config, InputSize input, Checkpoint weights);

	/**
	 * Reads the labels.
	 * @param config the {@code config.json}
	 * @return one for each class that has one, in the order of the logits
	 */
	List<@Nullable String> labels(JsonNode config);

	/**
	 * Says whether classes exclude each other.
	 * @param config the {@code config.json}
	 * @return true if probabilities are sigmoids
	 */
	default boolean multiLabel(JsonNode config) {
		return config.path("problem_type").asString("").equals("multi_label_classification");
	}

	/**
	 * Names tensors that checkpoints carry but classification does not use.
	 * @param tensor a name
	 * @return whether to pass over it
	 */
	boolean ignores(String tensor);

	/**
	 * Says whether images are prepared by a file of their own.
	 * @return true if a missing {@code preprocessor_config.json} is worth a line in the
	 * log
	 */
	default boolean needsPreprocessor() {
		return true;
	}

}
