package io.heatlens.web;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import org.springframework.stereotype.Component;

/**
 * Lets as many requests decode or draw at once as there are processors: more would be no
 * faster, and each holds the memory of a picture.
 */
@Component
class Processors {

	/** Beside a large picture a small one gets on. */
	private static final int LEAST = 2;

	private final Semaphore free = new Semaphore(Math.max(LEAST, Runtime.getRuntime().availableProcessors()), true);

	/**
	 * Runs a task as soon as a processor is free.
	 * @param <T> what comes out
	 * @param task that computes
	 * @return its result
	 */
	<T> T run(Supplier<T> task) {
		this.free.acquireUninterruptibly();
		try {
			return task.get();
		}
		finally {
			this.free.release();
		}
	}

}
