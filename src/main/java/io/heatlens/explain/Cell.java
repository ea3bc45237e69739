package io.heatlens.explain;

/**
 * Which map of a batch.
 *
 * @param image of the batch
 * @param target of the image
 * @param method that made it
 */
record Cell(int image, int target, String method) {
}
