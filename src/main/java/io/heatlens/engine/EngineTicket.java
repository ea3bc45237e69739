package io.heatlens.engine;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A request's place at the engine. Long work runs as many short tasks, one after the
 * other, so that those of other requests come in between.
 */
public final class EngineTicket implements AutoCloseable {

	private final Engine engine;

	private final Deadline deadline;

	private final SerialExecutor tasks;

	private final AtomicLong queued = new AtomicLong();

	private final AtomicLong ran = new AtomicLong();

	EngineTicket(Engine engine, Deadline deadline) {
		this.engine = engine;
		this.deadline = deadline;
		this.tasks = new SerialExecutor(engine.workers());
	}

	/**
	 * Runs a task and waits for it.
	 * @param <T> what comes out
	 * @param task that may use models and tensors
	 * @return its result
	 * @throws DeadlineExceededException if the time is over first
	 */
	public <T> T run(Supplier<T> task) {
		long submitted = System.nanoTime();
		FutureTask<T> future = this.engine.task(() -> {
			long started = System.nanoTime();
			this.queued.addAndGet(started - submitted);
			this.engine.listener().waited(Duration.ofNanos(started - submitted));
			this.deadline.check();
			try {
				return task.get();
			}
			finally {
				this.ran.addAndGet(System.nanoTime() - started);
			}
		});
		this.tasks.execute(future);
		return await(future);
	}

	<T> T await(Future<T> future) {
		try {
			return future.get(Math.max(this.deadline.left().toNanos(), 0), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			future.cancel(false);
			throw new DeadlineExceededException();
		}
		catch (InterruptedException ex) {
			future.cancel(false);
			Thread.currentThread().interrupt();
			throw new DeadlineExceededException(); // nobody waits any more
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw new IllegalStateException("the engine failed", ex.getCause());
		}
	}

	void add(Duration queued, Duration ran) {
		this.queued.addAndGet(queued.toNanos());
		this.ran.addAndGet(ran.toNanos());
	}

	/**
	 * Runs a task after this request's last, which may still be running, and does not
	 * wait for it.
	 * @param task that gives memory back, or computes by itself
	 */
	public void execute(Runnable task) {
		this.tasks.execute(task);
	}

	public Deadline deadline() {
		return this.deadline;
	}

	/**
	 * Adds up what the tasks took until now.
	 * @param <T> what came of them
	 * @param value that came of them
	 * @return with how long they waited and ran
	 */
	public <T> Timed<T> timed(T value) {
		return new Timed<>(value, Duration.ofNanos(this.queued.get()), Duration.ofNanos(this.ran.get()));
	}

	@Override
	public void close() {
		this.engine.leave();
	}

}
