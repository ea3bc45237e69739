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
 * One thread that runs tasks in their order, and knows when it last got on with them.
 */
final class EngineThread extends ThreadPoolExecutor {

	private static final Logger logger = LoggerFactory.getLogger(EngineThread.class);

	private final AtomicInteger tasks = new AtomicInteger();

	private volatile long moved = System.nanoTime();

	EngineThread() {
		super(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), (task) -> new Thread(task, "heatlens-engine"));
	}

	@Override
	public void execute(Runnable task) {
		if (idle()) {
			this.moved = System.nanoTime();
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
		this.moved = System.nanoTime();
	}

	@Override
	protected void afterExecute(Runnable task, @Nullable Throwable failure) {
		this.moved = System.nanoTime();
		this.tasks.decrementAndGet();
		if (failure != null) {
			logger.error("The engine failed", failure);
		}
	}

	/**
	 * Says whether a task would begin at once.
	 * @return whether there is none
	 */
	boolean idle() {
		return this.tasks.get() == 0;
	}

	/**
	 * Says how long nothing has moved although there is work: one task that does not end,
	 * or a thread that is gone.
	 * @return zero while there is nothing to do
	 */
	Duration stalled() {
		return idle() ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - this.moved);
	}

}
