package io.heatlens.vit;

import java.util.List;

import io.heatlens.vit.input.Preprocessing;

/**
 * The description of a model in its checkpoint, besides the weights.
 *
 * @param name the name of the model in the API
 * @param digest the digest of the weight files
 * @param family the name of the family that read the checkpoint
 * @param preprocessing the preprocessing of images
 * @param warnings what is doubtful about the configuration, each a sentence or two
 */
public record ModelDescription(String name, String digest, String family, Preprocessing preprocessing,
		List<String> warnings) {

	public ModelDescription {
		warnings = List.copyOf(warnings);
	}

}
