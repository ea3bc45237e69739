package io.heatlens.explain.metric;

/**
 * How faithful a map is to the model, measured on its own image.
 *
 * @param metric that measured it
 * @param score of the map
 * @param random the same for a random map on the same image
 * @param better {@code lower} or {@code higher}
 * @param steps how many variants of the image were tried
 * @param baseline what hidden pixels were replaced by
 */
public record Evaluation(String metric, double score, double random, String better, int steps, String baseline) {
}
