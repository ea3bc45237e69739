package io.heatlens.explain;

/**
 * What one row of a pass is differentiated for.
 *
 * @param image of the batch
 * @param target which of the image's targets
 */
record Row(int image, int target) {
}
