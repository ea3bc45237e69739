package io.heatlens.vit;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that runs tasks in their order, and knows when it last got on with them.
 */
final class EngineThread extends ThreadPoolExecutor {

	private static final Logger logger = LoggerFactory.getLogger(EngineThread.class);

	private volatile long moved = System.nanoTime();

	EngineThread() {
		super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), (task) -> new Thread(task, "heatlens-engine"));
	}

	@Override
	public void execute(Runnable task) {
		if (idle()) {
			this.moved = System.nanoTime();
		}
		super.execute(task);
	}

	@Override
	protected void beforeExecute(Thread thread, Runnable task) {
		this.moved = System.nanoTime();
	}

	@Override
	protected void afterExecute(Runnable task, @Nullable Throwable failure) {
		this.moved = System.nanoTime();
		if (failure != null) {
			logger.error("The engine failed", failure);
		}
	}

	/**
	 * Says how long nothing has moved although there is work: one task that does not end,
	 * or a thread that is gone.
	 * @return zero while there is nothing to do
	 */
	Duration stalled() {
		return idle() ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - this.moved);
	}

	private boolean idle() {
		return getQueue().isEmpty() && getActiveCount() == 0;
	}

}
