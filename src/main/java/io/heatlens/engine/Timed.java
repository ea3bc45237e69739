package io.heatlens.engine;

import java.time.Duration;

/**
 * A result of the engine, with the time that it took.
 *
 * @param <T> the type of the result
 * @param value the result
 * @param queued the total time that its tasks waited for an engine thread
 * @param ran the total time that its tasks ran
 */
public record Timed<T>(T value, Duration queued, Duration ran) {
}
