package io.heatlens.explain.metric;

/**
 * How faithful a map is to the model, as measured by one metric on the map's own image.
 *
 * @param metric the name of the metric
 * @param score the score of the map
 * @param random the score of a random map of the same image
 * @param better whether lower or higher scores are better
 * @param steps the number of variants of the image that were run
 * @param baseline what hidden pixels were replaced by
 */
public record Evaluation(String metric, double score, double random, Better better, int steps, String baseline) {
}
