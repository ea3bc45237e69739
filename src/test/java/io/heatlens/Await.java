package io.heatlens;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import static org.assertj.core.api.Assertions.fail;

/**
 * Waits for something that another thread or process does, and fails if it has not
 * happened in time, so that a test with a fault ends instead of hanging.
 */
public final class Await {

	/** Less than the timeouts of test classes, whose message says less. */
	private static final Duration LIMIT = Duration.ofSeconds(50);

	private static final long PAUSE_NANOS = 200_000;

	private Await() {
	}

	/**
	 * Waits until a condition is true.
	 * @param <E> the type of the checked exception of the condition
	 * @param expected what is waited for, for the message of the failure
	 * @param condition the condition, which is checked many times
	 * @throws E if the condition cannot be checked
	 */
	public static <E extends Exception> void until(String expected, Condition<E> condition) throws E {
		long end = System.nanoTime() + LIMIT.toNanos();
		while (!condition.isTrue()) {
			if (System.nanoTime() > end) {
				fail("waited %d s in vain until %s", LIMIT.toSeconds(), expected);
			}
			if (Thread.currentThread().isInterrupted()) {
				fail("interrupted before %s", expected);
			}
			// leaves the processor to those who are waited for
			LockSupport.parkNanos(PAUSE_NANOS);
		}
	}

	/**
	 * Waits until a latch is open.
	 * @param latch the latch
	 */
	public static void open(CountDownLatch latch) {
		try {
			if (!latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
				fail("waited %d s in vain for a latch of count %d", LIMIT.toSeconds(), latch.getCount());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			fail("interrupted before the latch was open");
		}
	}

	/**
	 * A condition that becomes true at some time.
	 *
	 * @param <E> the type of the checked exception
	 */
	@FunctionalInterface
	public interface Condition<E extends Exception> {

		boolean isTrue() throws E;

	}

}
