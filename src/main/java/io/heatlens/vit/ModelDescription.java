package io.heatlens.vit;

import java.util.List;

import io.heatlens.vit.family.ProblemType;
import io.heatlens.vit.input.Preprocessing;
import org.jspecify.annotations.Nullable;

/**
 * The description of a model in its checkpoint, besides the weights.
 *
 * @param name the name of the model in the API
 * @param digest the digest of the weight files
 * @param family the name of the family that read the checkpoint
 * @param problemType what the outputs stand for
 * @param labels the labels of the classes, {@code null} for a class without one; may be
 * shorter than the number of classes
 * @param preprocessing the preprocessing of images
 */
record ModelDescription(String name, String digest, String family, ProblemType problemType,
		List<@Nullable String> labels, Preprocessing preprocessing) {
}
