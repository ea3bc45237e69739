package io.heatlens.explain.method;

/**
 * How many samples made a map.
 *
 * @param done number of samples that made the map
 * @param planned number of samples without a deadline
 */
public record SampleCount(int done, int planned) {
}
