package io.heatlens.engine;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one after the other, on whichever thread of another executor is free.
 */
final class SerialExecutor implements Executor {

	private final Executor executor;

	private final Queue<Runnable> waiting = new ArrayDeque<>();

	private boolean running;

	SerialExecutor(Executor executor) {
		this.executor = executor;
	}

	@Override
	public void execute(Runnable task) {
		synchronized (this.waiting) {
			if (this.running) {
				this.waiting.add(task);
				return;
			}
			this.executor.execute(() -> run(task));
			this.running = true;
		}
	}

	private void run(Runnable task) {
		try {
			task.run();
		}
		finally {
			Runnable next = next();
			if (next != null) {
				continueWith(next);
			}
		}
	}

	private void continueWith(Runnable next) {
		try {
			this.executor.execute(() -> run(next));
		}
		catch (RejectedExecutionException ex) {
			// Tasks that were accepted before the shutdown still run.
			run(next);
		}
	}

	private @Nullable Runnable next() {
		synchronized (this.waiting) {
			this.running = !this.waiting.isEmpty();
			return this.waiting.poll();
		}
	}

}
