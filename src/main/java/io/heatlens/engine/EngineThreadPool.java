package io.heatlens.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The engine's threads. While there is little to do, one of them does it: the CPU threads
 * that libgomp makes for it spin for each other, which they hardly do once another thread
 * has some of its own. So the others end when they have been idle for a second.
 */
final class EngineThreadPool implements Executor {

	/** Who has just had an answer often asks on, before the first thread is free. */
	private static final Duration MOMENT = Duration.ofNanos(200_000);

	private final List<EngineThread> threads;

	/**
	 * Makes them, idle.
	 * @param count how many
	 */
	EngineThreadPool(int count) {
		this.threads = Stream.generate(EngineThread::new).limit(count).toList();
		this.threads.stream().skip(1).forEach((thread) -> thread.allowCoreThreadTimeOut(true));
	}

	/**
	 * Runs a task on the first thread, or on another if that has work.
	 * @param task that begins behind those that were handed in before
	 * @throws RejectedExecutionException behind {@link #shutdown}
	 */
	@Override
	public synchronized void execute(Runnable task) {
		EngineThread first = this.threads.get(0);
		if (first.idle()) {
			first.execute(task);
			return;
		}
		AtomicReference<@Nullable Runnable> left = new AtomicReference<>(task);
		for (EngineThread thread : this.threads) {
			thread.execute(() -> {
				if (thread != first && left.get() != null) {
					LockSupport.parkNanos(MOMENT.toNanos());
				}
				Runnable mine = left.getAndSet(null);
				if (mine != null) {
					mine.run();
				}
			});
		}
	}

	/**
	 * Says how long one of them has not moved although it has work.
	 * @return zero while there is nothing to do
	 */
	Duration stalled() {
		return this.threads.stream().map(EngineThread::stalled).max(Duration::compareTo).orElseThrow();
	}

	void shutdown() {
		this.threads.forEach(EngineThread::shutdown);
	}

}
