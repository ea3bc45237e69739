package io.heatlens.explain.method;

/**
 * How far a method came that takes samples.
 *
 * @param done samples that made the map
 * @param planned samples that would have made it without a deadline
 */
public record SampleCount(int done, int planned) {
}
