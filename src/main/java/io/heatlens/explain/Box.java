package io.heatlens.explain;

/**
 * A rectangle of pixels of the upright original, around patches that are selected and
 * share edges.
 *
 * @param x the left column
 * @param y the top row
 * @param width the number of columns, 1 or more
 * @param height the number of rows, 1 or more
 * @param evidence the sum of the values of the patches
 */
public record Box(int x, int y, int width, int height, double evidence) {
}
