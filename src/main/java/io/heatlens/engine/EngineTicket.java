package io.heatlens.engine;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The admission of one request to the engine. Long work is divided into many short tasks
 * that run one after the other, so that tasks of other requests can run in between.
 */
public final class EngineTicket implements AutoCloseable {

	private final Engine engine;

	private final Deadline deadline;

	private final SerialExecutor tasks;

	private final AtomicLong queued = new AtomicLong();

	private final AtomicLong ran = new AtomicLong();

	private final AtomicBoolean closed = new AtomicBoolean();

	EngineTicket(Engine engine, Deadline deadline) {
		this.engine = engine;
		this.deadline = deadline;
		this.tasks = new SerialExecutor(engine.threads());
	}

	/**
	 * Runs a task on an engine thread and waits for it.
	 * @param <T> the type of the result
	 * @param task the task, which may use models and tensors
	 * @return the result of the task
	 * @throws DeadlineExceededException if the deadline passes first, or if the calling
	 * thread is interrupted
	 * @throws RuntimeException if the task throws it
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
			throw new DeadlineExceededException(); // The answer is no longer wanted.
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw new IllegalStateException("A task of the engine failed.", ex.getCause());
		}
	}

	void add(Duration queued, Duration ran) {
		this.queued.addAndGet(queued.toNanos());
		this.ran.addAndGet(ran.toNanos());
	}

	/**
	 * Schedules a task to run after all earlier tasks of this request, even if the last
	 * of them is still running, and returns at once. The task does not count as a pass
	 * and gets no share of the processors.
	 * @param task the task, which releases memory or starts a pass itself
	 */
	public void execute(Runnable task) {
		this.tasks.execute(task);
	}

	/**
	 * The deadline of the request.
	 * @return the time by which the answer is wanted
	 */
	public Deadline deadline() {
		return this.deadline;
	}

	/**
	 * Adds the time that the tasks of this request have taken so far to their result.
	 * @param <T> the type of the result
	 * @param value the result
	 * @return the result, with the times that all tasks together waited and ran
	 */
	public <T> Timed<T> timed(T value) {
		return new Timed<>(value, Duration.ofNanos(this.queued.get()), Duration.ofNanos(this.ran.get()));
	}

	/**
	 * Leaves the engine, so that another request can enter. Further calls do nothing.
	 */
	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			this.engine.leave();
		}
	}

}
