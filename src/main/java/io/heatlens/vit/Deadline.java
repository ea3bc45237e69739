package io.heatlens.vit;

import java.time.Duration;

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
