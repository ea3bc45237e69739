package io.heatlens.vit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

import org.springframework.stereotype.Component;

/**
 * A thread for each of the engine's processors. Parts of a batch that go through the
 * model side by side, each on one thread alone, never wait for each other; where all
 * threads share every operation, they do so at the end of each.
 */
@Component
class Team implements AutoCloseable {

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(() -> {
			Libtorch.useThreads(1);
			Autograd.off();
			task.run();
		}, "heatlens-team");
		thread.setDaemon(true);
		return thread;
	});

	/**
	 * Counts the threads.
	 * @return 1 or more
	 */
	int size() {
		return Libtorch.threads();
	}

	/**
	 * Runs a task on each part, and waits for all of them.
	 * @param <T> of the parts
	 * @param <R> of the results
	 * @param parts one, which the calling thread runs, or at most as many as there are
	 * threads
	 * @param task that may use tensors
	 * @return the results, in their order
	 */
	<T, R> List<R> map(List<T> parts, Function<T, R> task) {
		if (parts.size() == 1) {
			return List.of(task.apply(parts.get(0)));
		}
		List<Callable<R>> tasks = new ArrayList<>();
		parts.forEach((part) -> tasks.add(() -> task.apply(part)));
		try {
			List<R> results = new ArrayList<>();
			for (Future<R> future : this.threads.invokeAll(tasks)) {
				results.add(future.get());
			}
			return results;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("a part of a batch failed", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while a batch is computed", ex);
		}
	}

	@Override
	public void close() {
		this.threads.shutdown();
	}

}
