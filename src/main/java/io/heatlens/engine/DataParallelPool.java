package io.heatlens.engine;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Threads that run equal parts of a batch through the model side by side, each on one
 * processor. They never wait for each other, whereas processors that share every
 * operation wait for each other at the end of each operation.
 */
public final class DataParallelPool {

	private final int size;

	private final ThreadPoolExecutor threads;

	/**
	 * Creates a pool without running threads, and loads libtorch if necessary.
	 * @param maxBatch the largest number of images that go through a model at once
	 */
	DataParallelPool(int maxBatch) {
		int processors = Libtorch.threads();
		// A batch with fewer images than threads would leave some threads without work.
		this.size = (processors <= maxBatch) ? processors : 1;
		this.threads = new ThreadPoolExecutor(this.size, this.size, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(),
				(task) -> {
					Thread thread = new Thread(task, "heatlens-data-parallel");
					thread.setDaemon(true);
					return thread;
				});
		this.threads.allowCoreThreadTimeOut(true);
	}

	/**
	 * Decides into how many parts a batch is divided. It stays whole if the calling
	 * thread has only one processor, or if the parts would not be equal.
	 * @param batch the number of images of the batch
	 * @return the number of equal parts: 1, or the number of threads
	 */
	public int parts(long batch) {
		return (Libtorch.share() > 1 && batch % this.size == 0) ? this.size : 1;
	}

	/**
	 * Whether batches can be divided so that each part runs on a single processor. If
	 * there is only one processor, the whole batch counts as such a part.
	 * @return false if there are more processors than images in the largest batch, so
	 * that batches are never divided
	 */
	public boolean runsAlone() {
		return this.size == Libtorch.threads();
	}

	/**
	 * Runs a task on each part, and waits until all parts have ended, even if one fails.
	 * @param <T> the type of the parts
	 * @param <R> the type of the results
	 * @param parts a single part, which runs on the calling thread, or one part per
	 * thread
	 * @param task the task, which may use tensors
	 * @return one result per part, in their order
	 * @throws RuntimeException if the task throws it for one of the parts
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
