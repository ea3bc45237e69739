package io.heatlens.vit;

import java.util.List;

import io.heatlens.vit.input.Preprocessing;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a model besides its weights.
 *
 * @param name in the API
 * @param digest of the weight files
 * @param family that read it
 * @param multiLabel whether probabilities are sigmoids
 * @param labels as far as the configuration has them
 * @param preprocessing of its images
 */
record ModelDescription(String name, String digest, String family, boolean multiLabel, List<@Nullable String> labels,
		Preprocessing preprocessing) {
}
