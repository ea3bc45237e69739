package io.heatlens.engine;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Runs tasks that use models and tensors on a few engine threads, and limits the number
 * of requests that wait for one of these threads. Every thread that runs a tensor
 * operation gets its own team of OpenMP threads. Therefore all operations run on the
 * engine threads, and the busy ones share the processors. The one exception is a batch
 * that is divided: the engine thread hands the parts of the batch to the
 * {@link DataParallelPool} and waits for them.
 */
@Component
public class Engine implements AutoCloseable {

	private final EngineThreadPool threads;

	private final ProcessorShares processors = new ProcessorShares();

	/**
	 * One permit per request that may be admitted: one per engine thread, for the
	 * requests that run, and one per place in the queue, for those that wait.
	 */
	private final Semaphore tickets;

	private final EngineProperties properties;

	private final EngineListener listener;

	private @Nullable DataParallelPool dataParallelPool;

	/**
	 * Creates an engine without work.
	 * @param properties the settings of the engine
	 * @param listener the listener that is told how long tasks wait and passes take
	 */
	public Engine(EngineProperties properties, EngineListener listener) {
		this.properties = properties;
		this.listener = listener;
		int count = Math.min(properties.workers(), Runtime.getRuntime().availableProcessors());
		this.threads = new EngineThreadPool(count);
		this.tickets = new Semaphore(properties.queue() + count);
	}

	/**
	 * Admits a request.
	 * @param deadline the time by which the answer is wanted
	 * @return the ticket of the request, to be closed when the request ends
	 * @throws OverloadedException if the queue is full
	 */
	public EngineTicket enter(Deadline deadline) {
		if (!this.tickets.tryAcquire()) {
			throw new OverloadedException(this.properties.queue());
		}
		return new EngineTicket(this, deadline);
	}

	/**
	 * Checks whether {@link #enter} would admit a request now, so that no work is spent
	 * on one that would be refused.
	 * @throws OverloadedException if the queue is full
	 */
	public void checkRoom() {
		if (this.tickets.availablePermits() == 0) {
			throw new OverloadedException(this.properties.queue());
		}
	}

	/**
	 * Runs a task as if it were a request without a deadline, and waits for it.
	 * @param <T> the type of the result
	 * @param task the task, which may use models and tensors
	 * @return the result of the task
	 * @throws OverloadedException if the queue is full
	 */
	public <T> T run(Supplier<T> task) {
		try (EngineTicket ticket = enter(Deadline.never())) {
			return ticket.run(task);
		}
	}

	/**
	 * Runs a task that belongs to no request, and does not wait for it.
	 * @param <T> the type of the result
	 * @param task the task, which may use models and tensors
	 * @return the future result of the task
	 * @throws java.util.concurrent.RejectedExecutionException if the engine is closed
	 */
	public <T> Future<T> submit(Supplier<T> task) {
		FutureTask<T> future = task(task);
		this.threads.execute(future);
		return future;
	}

	<T> FutureTask<T> task(Supplier<T> task) {
		return new FutureTask<>(() -> compute(task));
	}

	/**
	 * Runs a pass on the calling thread, which must be an engine thread.
	 * @param <T> the type of the result
	 * @param pass the pass, which may use models and tensors
	 * @return the result of the pass
	 */
	<T> T compute(Supplier<T> pass) {
		return this.processors.compute(pass);
	}

	Executor threads() {
		return this.threads;
	}

	/**
	 * The pool that runs the parts of a batch. Must be called on an engine thread, since
	 * the first call loads libtorch.
	 * @return the pool, the same one each time
	 */
	public synchronized DataParallelPool dataParallelPool() {
		if (this.dataParallelPool == null) {
			this.dataParallelPool = new DataParallelPool(maxBatch());
		}
		return this.dataParallelPool;
	}

	void leave() {
		this.tickets.release();
	}

	Duration maxDelay() {
		return this.properties.maxDelay();
	}

	/**
	 * The largest number of images in one pass.
	 * @return 1 or more
	 */
	public int maxBatch() {
		return this.properties.maxBatch();
	}

	/**
	 * Counts the requests that wait.
	 * @return the number of admitted requests beyond those that can run at once, 0 or
	 * more
	 */
	public int waiting() {
		return Math.max(this.properties.queue() - this.tickets.availablePermits(), 0);
	}

	/**
	 * The largest number of requests that may wait.
	 * @return 1 or more
	 */
	public int capacity() {
		return this.properties.queue();
	}

	/**
	 * How long an engine thread has made no progress although it has work.
	 * @return the longest such time of all engine threads; zero if none has work
	 */
	public Duration stalled() {
		return this.threads.stalled();
	}

	/**
	 * The listener that is told how long tasks wait and passes take.
	 * @return the listener, the same one each time
	 */
	public EngineListener listener() {
		return this.listener;
	}

	/**
	 * Stops taking tasks. Those that were submitted before still run.
	 */
	@Override
	public void close() {
		this.threads.shutdown();
	}

}
