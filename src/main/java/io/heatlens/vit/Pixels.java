package io.heatlens.vit;

import ai.djl.ndarray.NDArray;

/**
 * One image as a model sees it.
 *
 * @param tensor normalised, float32, shape (3, height, width)
 * @param region the rectangle of the upright original that the patch grid covers
 */
record Pixels(NDArray tensor, Region region) {
}
