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
 * The few threads that run models, with room for a bounded number of requests before
 * them. Every thread that runs a tensor operation would get its own team of CPU threads,
 * so all of them run here, and those that are busy share the processors; but for parts of
 * a batch, which one hands to the {@link DataParallelPool} and waits for.
 */
@Component
public class Engine implements AutoCloseable {

	private final EngineThreadPool workers;

	private final ProcessorShares processors = new ProcessorShares();

	/** As many requests as there are workers run, the others wait or draw. */
	private final Semaphore places;

	private final EngineProperties properties;

	private final EngineListener listener;

	private @Nullable DataParallelPool dataParallelPool;

	/**
	 * Starts an engine without work.
	 * @param properties of the engine
	 * @param listener that is told what passes take
	 */
	public Engine(EngineProperties properties, EngineListener listener) {
		this.properties = properties;
		this.listener = listener;
		int count = Math.min(properties.workers(), Runtime.getRuntime().availableProcessors());
		this.workers = new EngineThreadPool(count);
		this.places = new Semaphore(properties.queue() + count);
	}

	/**
	 * Lets a request in.
	 * @param deadline until when its answer is wanted
	 * @return the request's place, to be closed
	 * @throws OverloadedException if as many as may wait are waiting
	 */
	public EngineTicket enter(Deadline deadline) {
		if (!this.places.tryAcquire()) {
			throw new OverloadedException(this.properties.queue());
		}
		return new EngineTicket(this, deadline);
	}

	/**
	 * Says early what {@link #enter} would say.
	 * @throws OverloadedException if as many as may wait are waiting
	 */
	public void checkRoom() {
		if (this.places.availablePermits() == 0) {
			throw new OverloadedException(this.properties.queue());
		}
	}

	/**
	 * Runs a task and waits for it as long as it takes.
	 * @param <T> what comes out
	 * @param task that may use models and tensors
	 * @return its result
	 * @throws OverloadedException if as many as may wait are waiting
	 */
	public <T> T run(Supplier<T> task) {
		try (EngineTicket place = enter(Deadline.never())) {
			return place.run(task);
		}
	}

	public <T> Future<T> submit(Supplier<T> task) {
		FutureTask<T> future = task(task);
		this.workers.execute(future);
		return future;
	}

	<T> FutureTask<T> task(Supplier<T> task) {
		return new FutureTask<>(() -> compute(task));
	}

	/**
	 * Runs a pass on the calling thread, which belongs to this engine.
	 * @param <T> what comes out
	 * @param pass that may use models and tensors
	 * @return its result
	 */
	<T> T compute(Supplier<T> pass) {
		return this.processors.compute(pass);
	}

	Executor workers() {
		return this.workers;
	}

	/**
	 * Gives what runs parts of a batch; on one of this engine's threads.
	 * @return the same one each time
	 */
	public synchronized DataParallelPool dataParallelPool() {
		if (this.dataParallelPool == null) {
			this.dataParallelPool = new DataParallelPool(maxBatch());
		}
		return this.dataParallelPool;
	}

	void leave() {
		this.places.release();
	}

	Duration maxDelay() {
		return this.properties.maxDelay();
	}

	/**
	 * How many images one pass takes at most.
	 * @return 1 or more
	 */
	public int maxBatch() {
		return this.properties.maxBatch();
	}

	/**
	 * Counts the requests that wait.
	 * @return those inside, but for as many as can run at once
	 */
	public int waiting() {
		return Math.max(this.properties.queue() - this.places.availablePermits(), 0);
	}

	/**
	 * How many requests may wait.
	 * @return 1 or more
	 */
	public int capacity() {
		return this.properties.queue();
	}

	/**
	 * Says how long one of its threads has had the same work.
	 * @return zero while there is nothing to do
	 */
	public Duration stalled() {
		return this.workers.stalled();
	}

	/**
	 * The listener that is told what passes take.
	 * @return the same one each time
	 */
	public EngineListener listener() {
		return this.listener;
	}

	@Override
	public void close() {
		this.workers.shutdown();
	}

}
