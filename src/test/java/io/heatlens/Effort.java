package io.heatlens;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import com.sun.management.ThreadMXBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The cost of a piece of work for the thread that does it.
 *
 * @param time the time of the processor
 * @param bytes the number of allocated bytes, whether or not they were freed
 */
public record Effort(Duration time, long bytes) {

	private static final Duration MOST_TIME = Duration.ofSeconds(5);

	private static final long MOST_BYTES = 100_000_000;

	/**
	 * Does a piece of work, and checks that it took little time and memory.
	 * @param work the work, which is repeated if it took much, since the first time may
	 * load classes
	 */
	public static void assertSmall(Runnable work) {
		Effort effort = of(work);
		if (!effort.small()) {
			effort = of(work);
		}
		assertThat(effort).matches(Effort::small, "small");
	}

	private static Effort of(Runnable work) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long time = threads.getCurrentThreadCpuTime();
		long bytes = threads.getCurrentThreadAllocatedBytes();
		work.run();
		return new Effort(Duration.ofNanos(threads.getCurrentThreadCpuTime() - time),
				threads.getCurrentThreadAllocatedBytes() - bytes);
	}

	private boolean small() {
		return this.time.compareTo(MOST_TIME) < 0 && this.bytes < MOST_BYTES;
	}

}
