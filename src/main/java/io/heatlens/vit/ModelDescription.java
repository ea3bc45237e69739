package io.heatlens.vit;

import java.util.List;

import io.heatlens.vit.input.Preprocessing;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint says of a model besides its weights.
 *
 * @param name in the API
 * @param digest of the weight files
 * @param family that read the checkpoint
 * @param multiLabel whether probabilities are sigmoids
 * @param labels of the classes, null for a class without one; may be shorter than the
 * number of classes
 * @param preprocessing of its images
 */
record ModelDescription(String name, String digest, String family, boolean multiLabel, List<@Nullable String> labels,
		Preprocessing preprocessing) {
}
