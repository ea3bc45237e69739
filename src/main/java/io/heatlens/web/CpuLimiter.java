package io.heatlens.web;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.heatlens.engine.Deadline;
import io.heatlens.engine.DeadlineExceededException;

import org.springframework.stereotype.Component;

/**
 * Limits the number of requests that decode or draw at the same time to the number of
 * processors. More would not be faster, and each holds an image in memory.
 */
@Component
class CpuLimiter {

	/** With at least two, a small image need not wait for a large one. */
	private static final int MIN_PERMITS = 2;

	private final Semaphore free = new Semaphore(Math.max(MIN_PERMITS, Runtime.getRuntime().availableProcessors()),
			true);

	/**
	 * Runs a task as soon as a processor is free.
	 * @param <T> the type of the result
	 * @param deadline the time by which the task has to start
	 * @param task the task, which runs on the calling thread
	 * @return the result of the task
	 * @throws DeadlineExceededException if no processor is free before the deadline, or
	 * the thread is interrupted while it waits
	 */
	<T> T run(Deadline deadline, Supplier<T> task) {
		acquire(deadline);
		try {
			return task.get();
		}
		finally {
			this.free.release();
		}
	}

	private void acquire(Deadline deadline) {
		try {
			if (!this.free.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
				throw new DeadlineExceededException();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new DeadlineExceededException();
		}
	}

}
