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
 * The engine threads. While there is little work, the first thread does all of it. Its
 * OpenMP threads then wait for each other by spinning, which libgomp hardly lets them do
 * once another engine thread has OpenMP threads of its own. For the same reason the other
 * engine threads end when they have been idle for a second.
 */
final class EngineThreadPool implements Executor {

	/**
	 * How long another thread leaves a task to the first one: a client that has just
	 * received its answer often sends its next request before the first thread is free.
	 */
	private static final Duration MOMENT = Duration.ofNanos(200_000);

	private final List<EngineThread> threads;

	/**
	 * Creates a pool of idle threads.
	 * @param count the number of threads, 1 or more
	 */
	EngineThreadPool(int count) {
		this.threads = Stream.generate(EngineThread::new).limit(count).toList();
		this.threads.stream().skip(1).forEach((thread) -> thread.allowCoreThreadTimeOut(true));
	}

	/**
	 * Runs a task on the first thread, or on the next thread that is free if the first
	 * one has work.
	 * @param task the task
	 * @throws RejectedExecutionException after {@link #shutdown}
	 */
	@Override
	public synchronized void execute(Runnable task) {
		EngineThread first = this.threads.get(0);
		if (first.idle()) {
			first.execute(task);
			return;
		}
		AtomicReference<@Nullable Runnable> untaken = new AtomicReference<>(task);
		for (EngineThread thread : this.threads) {
			thread.execute(() -> {
				if (thread != first && untaken.get() != null) {
					LockSupport.parkNanos(MOMENT.toNanos());
				}
				Runnable taken = untaken.getAndSet(null);
				if (taken != null) {
					taken.run();
				}
			});
		}
	}

	/**
	 * How long a thread has made no progress although it has work.
	 * @return the longest such time of all threads; zero if none has work
	 */
	Duration stalled() {
		return this.threads.stream().map(EngineThread::stalled).max(Duration::compareTo).orElseThrow();
	}

	void shutdown() {
		this.threads.forEach(EngineThread::shutdown);
	}

}
