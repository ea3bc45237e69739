package io.heatlens.engine;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * When an answer is no longer wanted.
 *
 * @param nanos on the clock of {@link System#nanoTime()}
 */
public record Deadline(long nanos) {

	/**
	 * Starts the time.
	 * @param time until then
	 * @return now and that much
	 */
	public static Deadline in(Duration time) {
		return new Deadline(System.nanoTime() + time.toNanos());
	}

	/**
	 * Waits as long as it takes.
	 * @return a year from now
	 */
	public static Deadline never() {
		return in(Duration.ofDays(365));
	}

	/**
	 * Chooses for those who wait for the same.
	 * @param deadlines one or more
	 * @return that of the most patient
	 */
	public static Deadline latest(List<Deadline> deadlines) {
		return Collections.max(deadlines, Comparator.comparing(Deadline::left));
	}

	/**
	 * Says how much time is left.
	 * @return negative when it is over
	 */
	public Duration left() {
		return Duration.ofNanos(this.nanos - System.nanoTime());
	}

	/**
	 * Stops work that nobody waits for.
	 * @throws DeadlineExceededException if the time is over
	 */
	public void check() {
		if (left().isNegative()) {
			throw new DeadlineExceededException();
		}
	}

}
