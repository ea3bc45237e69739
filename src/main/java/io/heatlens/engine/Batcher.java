package io.heatlens.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

/**
 * Combines jobs that wait for the same kind of pass into one batch. Each job has a turn
 * of its own in the engine's queue. The first of these turns runs not only its own job,
 * but also the other jobs, as far as they fit into the batch.
 *
 * @param <K> the type that identifies a kind of pass, with {@code equals} and
 * {@code hashCode}
 * @param <J> the job of one request
 * @param <R> the result of a job
 */
public final class Batcher<K, J, R> {

	private final Engine engine;

	private final BiFunction<K, List<J>, List<R>> pass;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition arrival = this.lock.newCondition();

	private final Map<K, Deque<QueuedJob<J, R>>> waiting = new HashMap<>();

	/**
	 * Creates a batcher without jobs.
	 * @param engine the engine whose threads run the passes
	 * @param pass the function that runs a batch of jobs and returns one result per job,
	 * in their order
	 */
	public Batcher(Engine engine, BiFunction<K, List<J>, List<R>> pass) {
		this.engine = engine;
		this.pass = pass;
	}

	/**
	 * Runs a job, perhaps in a batch with others, and waits for it. The jobs of a batch
	 * that fails run again one by one, so that one job cannot make the others fail.
	 * @param ticket the ticket of the request
	 * @param kind the kind of pass that the job needs
	 * @param job the job to run
	 * @param images the number of images of the job; jobs with more images than the
	 * engine's largest batch run alone
	 * @return the result of the job
	 * @throws DeadlineExceededException if the deadline passes first
	 */
	public R run(EngineTicket ticket, K kind, J job, int images) {
		QueuedJob<J, R> queued = new QueuedJob<>(job, images, System.nanoTime(), new CompletableFuture<>());
		add(kind, queued);
		ticket.execute(() -> turn(kind, queued));
		Outcome<R> outcome = ticket.await(queued.outcome());
		ticket.add(Duration.ofNanos(outcome.started() - queued.submitted()), outcome.ran());
		return outcome.value();
	}

	private void add(K kind, QueuedJob<J, R> queued) {
		this.lock.lock();
		try {
			this.waiting.computeIfAbsent(kind, (any) -> new ArrayDeque<>()).add(queued);
			this.arrival.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	long waiting() {
		this.lock.lock();
		try {
			return this.waiting.values().stream().mapToLong(Deque::size).sum();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void turn(K kind, QueuedJob<J, R> first) {
		List<QueuedJob<J, R>> batch = take(kind, first);
		try {
			run(kind, batch);
		}
		catch (RuntimeException | Error ex) {
			if (batch.size() == 1) {
				first.outcome().completeExceptionally(ex);
				return;
			}
			// One job can make the pass fail for all of them.
			batch.forEach((queued) -> alone(kind, queued));
		}
	}

	private void alone(K kind, QueuedJob<J, R> queued) {
		try {
			run(kind, List.of(queued));
		}
		catch (RuntimeException | Error ex) {
			queued.outcome().completeExceptionally(ex);
		}
	}

	private void run(K kind, List<QueuedJob<J, R>> batch) {
		if (batch.isEmpty()) {
			return;
		}
		long started = System.nanoTime();
		List<J> jobs = batch.stream().map(QueuedJob::job).toList();
		List<R> results = this.engine.compute(() -> this.pass.apply(kind, jobs));
		Duration ran = Duration.ofNanos(System.nanoTime() - started);
		for (int i = 0; i < results.size(); i++) {
			QueuedJob<J, R> queued = batch.get(i);
			this.engine.listener().waited(Duration.ofNanos(started - queued.submitted()));
			queued.outcome().complete(new Outcome<>(results.get(i), started, ran));
		}
	}

	// Returns the batch of a turn. It is empty if another batch already has the job of
	// this turn, or if the request of the job no longer waits.
	private List<QueuedJob<J, R>> take(K kind, QueuedJob<J, R> first) {
		this.lock.lock();
		try {
			Deque<QueuedJob<J, R>> queue = this.waiting.get(kind);
			if (queue == null || !queue.contains(first)) {
				return List.of();
			}
			await(queue, first);
			if (!queue.remove(first)) {
				return List.of();
			}
			List<QueuedJob<J, R>> batch = first.outcome().isDone() ? List.of() : take(queue, first);
			if (queue.isEmpty()) {
				this.waiting.remove(kind);
			}
			// A turn that waits for more jobs may have lost its own job to this batch.
			this.arrival.signalAll();
			return batch;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void await(Deque<QueuedJob<J, R>> queue, QueuedJob<J, R> first) {
		long left = first.submitted() + this.engine.maxDelay().toNanos() - System.nanoTime();
		try {
			while (left > 0 && queue.contains(first)
					&& queue.stream().mapToInt(QueuedJob::images).sum() < this.engine.maxBatch()) {
				left = this.arrival.awaitNanos(left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	// The first job is always part of the batch: it has no other turn, and the turns may
	// come in another order than the jobs.
	private List<QueuedJob<J, R>> take(Deque<QueuedJob<J, R>> queue, QueuedJob<J, R> first) {
		List<QueuedJob<J, R>> batch = new ArrayList<>(List.of(first));
		int images = first.images();
		for (Iterator<QueuedJob<J, R>> iterator = queue.iterator(); iterator.hasNext();) {
			QueuedJob<J, R> queued = iterator.next();
			if (queued.outcome().isDone()) {
				iterator.remove(); // Its request no longer waits.
			}
			else if (images + queued.images() <= this.engine.maxBatch()) {
				iterator.remove();
				batch.add(queued);
				images += queued.images();
			}
		}
		return batch;
	}

	/**
	 * A job that waits for its pass.
	 *
	 * @param job the job of a request
	 * @param images the number of its images
	 * @param submitted the time of its submission, by the clock of
	 * {@link System#nanoTime()}
	 * @param outcome the outcome, cancelled once the request no longer waits
	 */
	private record QueuedJob<J, R>(J job, int images, long submitted, CompletableFuture<Outcome<R>> outcome) {
	}

	/**
	 * The outcome of a job.
	 *
	 * @param value the result of the job
	 * @param started the start of its batch, by the clock of {@link System#nanoTime()}
	 * @param ran the duration of its batch
	 */
	private record Outcome<R>(R value, long started, Duration ran) {
	}

}
