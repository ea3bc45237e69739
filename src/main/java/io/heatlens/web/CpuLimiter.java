package io.heatlens.web;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.heatlens.engine.Deadline;
import io.heatlens.engine.DeadlineExceededException;

import org.springframework.stereotype.Component;

/**
 * Lets as many requests decode or draw at once as there are processors: more would be no
 * faster, and each holds the memory of a picture.
 */
@Component
class CpuLimiter {

	/** Beside a large picture a small one gets on. */
	private static final int LEAST = 2;

	private final Semaphore free = new Semaphore(Math.max(LEAST, Runtime.getRuntime().availableProcessors()), true);

	/**
	 * Runs a task as soon as a processor is free.
	 * @param <T> what comes out
	 * @param deadline until when the task is worth beginning
	 * @param task that computes
	 * @return its result
	 * @throws DeadlineExceededException if none is free by then, or nobody waits any more
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
