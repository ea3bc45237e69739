package io.heatlens.vit;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.springframework.stereotype.Component;

/**
 * The one thread that runs models, with a bounded queue before it. Every thread that runs
 * a tensor operation would get its own team of CPU threads, so all of them run here.
 */
@Component
public class Engine implements AutoCloseable {

	private final ThreadPoolExecutor thread;

	private final EngineProperties properties;

	Engine(EngineProperties properties) {
		this.properties = properties;
		setIfAbsent("ai.djl.pytorch.num_threads", Runtime.getRuntime().availableProcessors());
		setIfAbsent("ai.djl.pytorch.num_interop_threads", 1);
		// without these DJL calls out when it is first used
		setIfAbsent("ai.djl.offline", true);
		setIfAbsent("OPT_OUT_TRACKING", true);
		this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(properties.queue()),
				(task) -> new Thread(task, "heatlens-engine"));
		try {
			run(() -> {
				String version = ai.djl.engine.Engine.getEngine("PyTorch").getVersion();
				Autograd.off();
				return version;
			});
		}
		catch (RuntimeException ex) {
			// a thread that lives on would keep a process alive that cannot start
			this.thread.shutdown();
			throw ex;
		}
	}

	private static void setIfAbsent(String property, Object value) {
		System.setProperty(property, System.getProperty(property, value.toString()));
	}

	/**
	 * Runs a task and waits for it.
	 * @param <T> what comes out
	 * @param task that may use models and tensors
	 * @return its result, with how long it waited and ran
	 * @throws OverloadedException if the queue is full
	 */
	public <T> Timed<T> run(Supplier<T> task) {
		long submitted = System.nanoTime();
		Future<Timed<T>> future;
		try {
			future = this.thread.submit(() -> {
				long started = System.nanoTime();
				T value = task.get();
				return new Timed<>(value, Duration.ofNanos(started - submitted),
						Duration.ofNanos(System.nanoTime() - started));
			});
		}
		catch (RejectedExecutionException ex) {
			throw new OverloadedException(this.properties.queue(), ex);
		}
		return await(future);
	}

	private static <T> T await(Future<T> future) {
		try {
			return future.get();
		}
		catch (InterruptedException ex) {
			future.cancel(false);
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while waiting for the engine", ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw new IllegalStateException("the engine failed", ex.getCause());
		}
	}

	/**
	 * Says early what {@link #run} would say.
	 * @throws OverloadedException if the queue is full
	 */
	public void checkRoom() {
		if (this.thread.getQueue().remainingCapacity() == 0) {
			throw new OverloadedException(this.properties.queue(), null);
		}
	}

	/**
	 * How many images one pass takes at most.
	 * @return 1 or more
	 */
	public int maxBatch() {
		return this.properties.maxBatch();
	}

	@Override
	public void close() {
		this.thread.shutdown();
	}

}
