package io.heatlens.vit.family;

import java.util.List;

import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.checkpoint.InvalidModelException;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.input.ProcessorFile;
import io.heatlens.vit.transformer.VisionTransformer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A family of published checkpoints. It reads the configuration file, knows the name of
 * each tensor, and reads how images are prepared. A new family is one new component that
 * implements this interface.
 */
public interface ModelFamily {

	/**
	 * The name of the family in the API.
	 * @return the name, such as {@code timm-vit}
	 */
	String name();

	/**
	 * Recognises a checkpoint of this family by its configuration alone, never by the
	 * names of its tensors.
	 * @param config the {@code config.json}, or the {@code open_clip_config.json}
	 * @return whether this family reads the checkpoint
	 */
	boolean reads(JsonNode config);

	/**
	 * Reads how images are prepared.
	 * @param config the {@code config.json}
	 * @param preprocessor {@code preprocessor_config.json}, or {@code image_processor} in
	 * {@code processor_config.json}; null if there is neither
	 * @return the preprocessing to the size of the model's input
	 * @throws InvalidModelException if a file has a value that is not supported
	 */
	Preprocessing preprocessing(JsonNode config, @Nullable ProcessorFile preprocessor);

	/**
	 * Reads the architecture and takes its tensors.
	 * @param config the {@code config.json}
	 * @param input the size of the input that the preprocessing produces
	 * @param weights the tensors of the checkpoint
	 * @return the model
	 * @throws InvalidModelException if a tensor is missing or has another shape, or if
	 * the architecture is not supported
	 */
	VisionTransformer read(JsonNode config, InputSize input, Checkpoint weights);

	/**
	 * Whether the outputs of the model are logits of classes.
	 * @param config the {@code config.json}
	 * @return false if they are a vector of the image
	 */
	default boolean classifies(JsonNode config) {
		return true;
	}

	/**
	 * Reads the labels of the classes.
	 * @param config the {@code config.json}
	 * @return the labels in the order of the logits, null for a class without one;
	 * perhaps fewer than there are classes
	 */
	default List<@Nullable String> labels(JsonNode config) {
		return ConfiguredLabels.of(config.path("id2label"));
	}

	/**
	 * Reads what the outputs of the model stand for.
	 * @param config the {@code config.json}
	 * @param outputs the number of outputs of the model
	 * @return the type, which says how probabilities are computed
	 * @throws InvalidModelException if the file names an unknown type
	 */
	default ProblemType problemType(JsonNode config, int outputs) {
		return ProblemType.of(config.path("problem_type").asString(""), outputs);
	}

	/**
	 * Whether a tensor may be left unused, because checkpoints contain it but
	 * classification does not need it.
	 * @param tensor the name of the tensor
	 * @return true if the tensor is ignored
	 */
	boolean ignores(String tensor);

	/**
	 * Checks the number of channels of the input.
	 * @param channels the number in the configuration or in the shape of the patch
	 * projection
	 * @return the same number, 1 (grey) or 3 (colour)
	 * @throws InvalidModelException if the number is another
	 */
	static int channels(int channels) {
		if (channels != 1 && channels != 3) {
			throw new InvalidModelException(
					"images have 3 channels, or 1 if they are grey, but the model takes %d".formatted(channels));
		}
		return channels;
	}

	/**
	 * Names the settings of the preprocessing that the files do not have, so that
	 * defaults are taken.
	 * @param config the {@code config.json}
	 * @param preprocessor the settings of the image processor, or null if there are none
	 * @return the names of missing files or settings, empty if nothing is missing
	 */
	default List<String> missingSettings(JsonNode config, @Nullable ProcessorFile preprocessor) {
		return (preprocessor != null) ? List.of() : List.of("preprocessor_config.json");
	}

}
