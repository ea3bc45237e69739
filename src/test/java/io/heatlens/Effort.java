package io.heatlens;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import com.sun.management.ThreadMXBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a piece of work costs the thread that does it.
 *
 * @param time of the processor
 * @param bytes allocated, given back or not
 */
public record Effort(Duration time, long bytes) {

	private static final Duration MOST_TIME = Duration.ofSeconds(5);

	private static final long MOST_BYTES = 100_000_000;

	/**
	 * Works, and checks that it took little of both.
	 * @param work to do, which is done again where it took much: the first time it may
	 * have loaded classes
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
