package io.heatlens.engine;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that runs tasks in their order, and knows when it last made progress.
 */
final class EngineThread extends ThreadPoolExecutor {

	private static final Logger logger = LoggerFactory.getLogger(EngineThread.class);

	private final AtomicInteger tasks = new AtomicInteger();

	private volatile long lastProgress = System.nanoTime();

	EngineThread() {
		super(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), (task) -> new Thread(task, "heatlens-engine"));
	}

	@Override
	public void execute(Runnable task) {
		if (idle()) {
			this.lastProgress = System.nanoTime();
		}
		this.tasks.incrementAndGet();
		try {
			super.execute(task);
		}
		catch (RuntimeException | Error ex) {
			this.tasks.decrementAndGet();
			throw ex;
		}
	}

	@Override
	protected void beforeExecute(Thread thread, Runnable task) {
		this.lastProgress = System.nanoTime();
	}

	@Override
	protected void afterExecute(Runnable task, @Nullable Throwable failure) {
		this.lastProgress = System.nanoTime();
		this.tasks.decrementAndGet();
		if (failure != null) {
			logger.error("A task of the engine failed", failure);
		}
	}

	/**
	 * Whether a new task would begin at once.
	 * @return true if no task runs or waits
	 */
	boolean idle() {
		return this.tasks.get() == 0;
	}

	/**
	 * How long there has been no progress although there is work: a task does not end, or
	 * the thread is gone.
	 * @return the time since a task last began or ended; zero if there is no work
	 */
	Duration stalled() {
		return idle() ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - this.lastProgress);
	}

}
