package io.heatlens.engine;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The time after which the answer to a request is no longer wanted.
 *
 * @param nanos the time in nanoseconds, on the clock of {@link System#nanoTime()}
 */
public record Deadline(long nanos) {

	/**
	 * Creates a deadline that passes after a duration.
	 * @param time the duration from now on
	 * @return the deadline
	 */
	public static Deadline in(Duration time) {
		return new Deadline(System.nanoTime() + time.toNanos());
	}

	/**
	 * Creates a deadline for work that may take as long as it needs.
	 * @return the deadline, which passes a year from now
	 */
	public static Deadline never() {
		return in(Duration.ofDays(365));
	}

	/**
	 * Chooses the deadline of work that several requests wait for.
	 * @param deadlines the deadlines of the requests, one or more
	 * @return the latest of them
	 */
	public static Deadline latest(List<Deadline> deadlines) {
		return Collections.max(deadlines, Comparator.comparing(Deadline::left));
	}

	/**
	 * Computes how much time is left.
	 * @return the time until the deadline, negative once it has passed
	 */
	public Duration left() {
		return Duration.ofNanos(this.nanos - System.nanoTime());
	}

	/**
	 * Stops work whose result is no longer wanted.
	 * @throws DeadlineExceededException if the deadline has passed
	 */
	public void check() {
		if (left().isNegative()) {
			throw new DeadlineExceededException();
		}
	}

}
