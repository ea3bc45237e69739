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
 * Runs what waits for the same kind of pass as one batch. Each job has its own turn in
 * the engine's queue; whoever's comes first takes the others along.
 *
 * @param <K> kind of pass, with {@code equals}
 * @param <J> one request's share of a batch
 * @param <R> what comes of a job
 */
public final class Batcher<K, J, R> {

	private final Engine engine;

	private final BiFunction<K, List<J>, List<R>> pass;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition arrival = this.lock.newCondition();

	private final Map<K, Deque<Entry<J, R>>> waiting = new HashMap<>();

	/**
	 * Makes one that has nothing to do yet.
	 * @param engine whose threads run the passes
	 * @param pass gives one result a job, in their order
	 */
	public Batcher(Engine engine, BiFunction<K, List<J>, List<R>> pass) {
		this.engine = engine;
		this.pass = pass;
	}

	/**
	 * Runs a job and waits for it.
	 * @param place of the request
	 * @param kind of pass that it needs
	 * @param job to run
	 * @param images how many it brings to a batch
	 * @return its result
	 * @throws DeadlineExceededException if the time is over first
	 */
	public R run(EngineTicket place, K kind, J job, int images) {
		Entry<J, R> entry = new Entry<>(job, images, System.nanoTime(), new CompletableFuture<>());
		add(kind, entry);
		place.execute(() -> turn(kind, entry));
		Outcome<R> outcome = place.await(entry.outcome());
		place.add(Duration.ofNanos(outcome.started() - entry.submitted()), outcome.ran());
		return outcome.value();
	}

	private void add(K kind, Entry<J, R> entry) {
		this.lock.lock();
		try {
			this.waiting.computeIfAbsent(kind, (any) -> new ArrayDeque<>()).add(entry);
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

	private void turn(K kind, Entry<J, R> first) {
		List<Entry<J, R>> batch = take(kind, first);
		try {
			run(kind, batch);
		}
		catch (RuntimeException | Error ex) {
			if (batch.size() == 1) {
				first.outcome().completeExceptionally(ex);
				return;
			}
			// what one of them does to a pass is no business of the others
			batch.forEach((entry) -> alone(kind, entry));
		}
	}

	private void alone(K kind, Entry<J, R> entry) {
		try {
			run(kind, List.of(entry));
		}
		catch (RuntimeException | Error ex) {
			entry.outcome().completeExceptionally(ex);
		}
	}

	private void run(K kind, List<Entry<J, R>> batch) {
		if (batch.isEmpty()) {
			return;
		}
		long started = System.nanoTime();
		List<J> jobs = batch.stream().map(Entry::job).toList();
		List<R> results = this.engine.compute(() -> this.pass.apply(kind, jobs));
		Duration ran = Duration.ofNanos(System.nanoTime() - started);
		for (int i = 0; i < results.size(); i++) {
			Entry<J, R> entry = batch.get(i);
			this.engine.listener().waited(Duration.ofNanos(started - entry.submitted()));
			entry.outcome().complete(new Outcome<>(results.get(i), started, ran));
		}
	}

	// Nothing, if the first has been along with another.
	private List<Entry<J, R>> take(K kind, Entry<J, R> first) {
		this.lock.lock();
		try {
			Deque<Entry<J, R>> queue = this.waiting.get(kind);
			if (queue == null || !queue.contains(first)) {
				return List.of();
			}
			await(queue, first);
			if (!queue.remove(first)) {
				return List.of();
			}
			List<Entry<J, R>> batch = first.outcome().isDone() ? List.of() : take(queue, first);
			if (queue.isEmpty()) {
				this.waiting.remove(kind);
			}
			// whose turn waits for more has perhaps none any more
			this.arrival.signalAll();
			return batch;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void await(Deque<Entry<J, R>> queue, Entry<J, R> first) {
		long left = first.submitted() + this.engine.maxDelay().toNanos() - System.nanoTime();
		try {
			while (left > 0 && queue.contains(first)
					&& queue.stream().mapToInt(Entry::images).sum() < this.engine.maxBatch()) {
				left = this.arrival.awaitNanos(left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	// The first goes in any case: it has no other turn, and turns may come in another
	// order
	// than the queue's.
	private List<Entry<J, R>> take(Deque<Entry<J, R>> queue, Entry<J, R> first) {
		List<Entry<J, R>> batch = new ArrayList<>(List.of(first));
		int images = first.images();
		for (Iterator<Entry<J, R>> entries = queue.iterator(); entries.hasNext();) {
			Entry<J, R> entry = entries.next();
			if (entry.outcome().isDone()) {
				entries.remove(); // nobody waits for it any more
			}
			else if (images + entry.images() <= this.engine.maxBatch()) {
				entries.remove();
				batch.add(entry);
				images += entry.images();
			}
		}
		return batch;
	}

	/**
	 * A job that waits.
	 *
	 * @param job of a request
	 * @param images how many it has
	 * @param submitted when
	 * @param outcome what comes of it, or cancelled
	 */
	private record Entry<J, R>(J job, int images, long submitted, CompletableFuture<Outcome<R>> outcome) {
	}

	/**
	 * What came of a job.
	 *
	 * @param value of the pass
	 * @param started when its batch did
	 * @param ran how long that took
	 */
	private record Outcome<R>(R value, long started, Duration ran) {
	}

}
