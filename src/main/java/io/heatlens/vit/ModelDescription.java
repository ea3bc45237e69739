package io.heatlens.vit;

import io.heatlens.vit.input.Preprocessing;

/**
 * The description of a model in its checkpoint, besides the weights.
 *
 * @param name the name of the model in the API
 * @param digest the digest of the weight files
 * @param family the name of the family that read the checkpoint
 * @param preprocessing the preprocessing of images
 */
record ModelDescription(String name, String digest, String family, Preprocessing preprocessing) {
}
