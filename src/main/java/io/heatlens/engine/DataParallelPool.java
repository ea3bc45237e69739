package io.heatlens.engine;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Threads that take equal parts of a batch through the model side by side, each on one
 * processor. They never wait for each other; where all processors share every operation,
 * they do so at the end of each.
 */
public final class DataParallelPool {

	private final int size;

	private final ThreadPoolExecutor threads;

	/**
	 * Makes one for the engine, once libtorch is loaded.
	 * @param maxBatch how many images go through a model at once
	 */
	DataParallelPool(int maxBatch) {
		int processors = Libtorch.threads();
		// a batch smaller than the team would leave some of it without work
		this.size = (processors <= maxBatch) ? processors : 1;
		this.threads = new ThreadPoolExecutor(this.size, this.size, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(),
				(task) -> {
					Thread thread = new Thread(task, "heatlens-team");
					thread.setDaemon(true);
					return thread;
				});
		this.threads.allowCoreThreadTimeOut(true);
	}

	/**
	 * Divides a batch, unless the calling thread has but one processor itself.
	 * @param batch how many images it has
	 * @return how many equal parts it has, 1 or as many as there are threads
	 */
	public int parts(long batch) {
		return (Libtorch.share() > 1 && batch % this.size == 0) ? this.size : 1;
	}

	/**
	 * Says whether operations ever have one processor alone.
	 * @return false if there are more than a batch has images
	 */
	public boolean runsAlone() {
		return this.size == Libtorch.threads();
	}

	/**
	 * Runs a task on each part, and waits for all of them, whatever becomes of them.
	 * @param <T> of the parts
	 * @param <R> of the results
	 * @param parts one, which the calling thread runs, or one a thread
	 * @param task that may use tensors
	 * @return the results, in their order
	 * @throws RuntimeException what the task threw
	 */
	public <T, R> List<R> map(List<T> parts, Function<T, R> task) {
		if (parts.size() == 1) {
			return List.of(task.apply(parts.get(0)));
		}
		List<CompletableFuture<R>> results = parts.stream()
			.map((part) -> CompletableFuture.supplyAsync(() -> alone(task, part), this.threads))
			.toList();
		try {
			CompletableFuture.allOf(results.toArray(CompletableFuture[]::new)).join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw ex;
		}
		return results.stream().map(CompletableFuture::join).toList();
	}

	private static <T, R> R alone(Function<T, R> task, T part) {
		Libtorch.useThreads(1);
		Autograd.off();
		return task.apply(part);
	}

}
