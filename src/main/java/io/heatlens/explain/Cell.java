package io.heatlens.explain;

/**
 * Which map of an image.
 *
 * @param target of the image
 * @param method that made it
 */
record Cell(int target, String method) {
}
