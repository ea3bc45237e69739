package io.heatlens.explain.method;

/**
 * The number of samples that made a map.
 *
 * @param done the number of samples that have run
 * @param planned the number of samples that run if the time suffices
 */
public record SampleCount(int done, int planned) {
}
