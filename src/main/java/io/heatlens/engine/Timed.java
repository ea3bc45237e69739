package io.heatlens.engine;

import java.time.Duration;

/**
 * A result of the engine, with what it took.
 *
 * @param <T> what came out
 * @param value the result
 * @param queued how long the task waited
 * @param ran how long it ran
 */
public record Timed<T>(T value, Duration queued, Duration ran) {
}
