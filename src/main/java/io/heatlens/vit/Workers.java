package io.heatlens.vit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's threads, which begin tasks in their order, and know since when they have
 * not got on with them.
 */
final class Workers extends ThreadPoolExecutor {

	private static final Logger logger = LoggerFactory.getLogger(Workers.class);

	private final Runnable end;

	/** When each began what it runs. */
	private final Map<Thread, Long> begun = new ConcurrentHashMap<>();

	private volatile long moved = System.nanoTime();

	/**
	 * Makes them, idle.
	 * @param count how many
	 * @param end what happens behind the last task
	 */
	Workers(int count, Runnable end) {
		super(count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				(task) -> new Thread(task, "heatlens-engine"));
		this.end = end;
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
		this.begun.put(thread, System.nanoTime());
	}

	@Override
	protected void afterExecute(Runnable task, @Nullable Throwable failure) {
		this.moved = System.nanoTime();
		this.begun.remove(Thread.currentThread());
		if (failure != null) {
			logger.error("The engine failed", failure);
		}
	}

	@Override
	protected void terminated() {
		this.end.run();
	}

	/**
	 * Counts those that run a task.
	 * @return 1 or more where one of them asks
	 */
	int busy() {
		return this.begun.size();
	}

	/**
	 * Says how long nothing has moved although there is work: a task that does not end,
	 * or threads that are gone.
	 * @return zero while there is nothing to do
	 */
	Duration stalled() {
		long now = System.nanoTime();
		return idle() ? Duration.ZERO
				: this.begun.values()
					.stream()
					.map((since) -> Duration.ofNanos(now - since))
					.max(Duration::compareTo)
					.orElse(Duration.ofNanos(now - this.moved));
	}

	private boolean idle() {
		return getQueue().isEmpty() && getActiveCount() == 0;
	}

}
