package io.heatlens.engine;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import ai.djl.pytorch.jni.JniUtils;
import io.heatlens.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Batches of jobs. A job is a string that becomes upper case; "bad" fails.
 */
@Timeout(60)
class BatcherTests {

	private static final Deadline LATER = Deadline.in(Duration.ofMinutes(10));

	private final ExecutorService clients = Executors.newCachedThreadPool();

	private final CountDownLatch busy = new CountDownLatch(1);

	private final List<String> passes = Collections.synchronizedList(new ArrayList<>());

	private Engine engine = engine(Duration.ZERO);

	private Batcher<String, String, String> batcher = batcher();

	private static Engine engine(Duration maxDelay) {
		return engine(maxDelay, 1);
	}

	private static Engine engine(Duration maxDelay, int workers) {
		return new Engine(new EngineProperties(4, maxDelay, 64, workers, Precision.FLOAT32), new SilentListener());
	}

	private Batcher<String, String, String> batcher() {
		return new Batcher<>(this.engine, (kind, jobs) -> {
			this.passes.add(kind + jobs);
			if (jobs.contains("bad")) {
				throw new IllegalStateException("planted");
			}
			return jobs.stream().map(String::toUpperCase).toList();
		});
	}

	@AfterEach
	void close() {
		this.busy.countDown();
		this.clients.shutdown();
		this.engine.close();
	}

	@Test
	void jobsOfOneKindAreBatchedUpToTheMaximum() throws Exception {
		occupy();
		List<Future<String>> results = new ArrayList<>();
		for (String job : List.of("a", "b", "c", "d", "e")) {
			results.add(submit("k", job, 1, LATER));
		}
		results.add(submit("other", "f", 1, LATER));
		this.busy.countDown();
		List<String> values = new ArrayList<>();
		for (Future<String> result : results) {
			values.add(result.get());
		}
		assertThat(values).containsExactly("A", "B", "C", "D", "E", "F");
		assertThat(this.passes).containsExactly("k[a, b, c, d]", "k[e]", "other[f]");
	}

	@Test
	void imagesOfAJobStayTogether() throws Exception {
		occupy();
		Future<String> three = submit("k", "three", 3, LATER);
		Future<String> two = submit("k", "two", 2, LATER);
		Future<String> one = submit("k", "one", 1, LATER);
		this.busy.countDown();
		assertThat(List.of(three.get(), two.get(), one.get())).containsExactly("THREE", "TWO", "ONE");
		assertThat(this.passes).containsExactly("k[three, one]", "k[two]");
	}

	@Test
	void failureOfAJobDoesNotFailTheOthersOfItsBatch() throws Exception {
		occupy();
		Future<String> good = submit("k", "good", 1, LATER);
		Future<String> bad = submit("k", "bad", 1, LATER);
		this.busy.countDown();
		assertThat(good.get()).isEqualTo("GOOD");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(bad::get)
			.withCauseInstanceOf(IllegalStateException.class)
			.withMessageContaining("planted");
		assertThat(submit("k", "next", 1, LATER).get()).isEqualTo("NEXT");
	}

	@Test
	void jobAfterItsDeadlineIsNotRun() throws Exception {
		occupy();
		Future<String> late = submit("k", "late", 1, Deadline.in(Duration.ofMillis(20)));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(late::get)
			.withCauseInstanceOf(DeadlineExceededException.class);
		Future<String> good = submit("k", "good", 1, LATER);
		this.busy.countDown();
		assertThat(good.get()).isEqualTo("GOOD");
		assertThat(this.passes).containsExactly("k[good]");
	}

	@Test
	void batchThatHasRunHoldsNoProcessors() throws Exception {
		assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
		this.engine.close();
		CountDownLatch told = new CountDownLatch(1);
		this.engine = new Engine(new EngineProperties(4, Duration.ZERO, 64, 2, Precision.FLOAT32),
				listener((waited) -> {
					// is called by the batch after its run
					if (told.getCount() > 0) {
						told.countDown();
						Await.open(this.busy);
					}
				}));
		this.batcher = batcher();
		Future<String> answer = this.clients.submit(() -> {
			try (EngineTicket ticket = this.engine.enter(LATER)) {
				return this.batcher.run(ticket, "k", "a", 1);
			}
		});
		Await.open(told);
		assertThat(this.engine.run(JniUtils::getNumThreads)).isEqualTo(Runtime.getRuntime().availableProcessors());
		this.busy.countDown();
		assertThat(answer.get()).isEqualTo("A");
	}

	@Test
	void batchThatWaitsForMoreJobsHoldsNoProcessors() throws Exception {
		assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
		this.engine.close();
		this.engine = engine(Duration.ofMinutes(1), 2);
		this.batcher = batcher();
		Future<String> first = submit("k", "a", 2, LATER);
		assertThat(this.engine.run(JniUtils::getNumThreads)).isEqualTo(Runtime.getRuntime().availableProcessors());
		assertThat(submit("k", "b", 2, LATER).get()).isEqualTo("B");
		assertThat(first.get()).isEqualTo("A");
	}

	@Test
	void batchWaitsForMoreJobsUpToItsMaximumDelay() throws Exception {
		this.engine.close();
		this.engine = engine(Duration.ofSeconds(20));
		this.batcher = batcher();
		Future<String> first = submit("k", "a", 2, LATER);
		Future<String> second = submit("k", "b", 2, LATER);
		assertThat(List.of(first.get(), second.get())).containsExactly("A", "B");
		assertThat(this.passes).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "0, 1", "0, 2", "200, 1", "200, 2" })
	void everyJobOfManyClientsRunsOnce(long delayMicros, int workers) throws Exception {
		this.engine.close();
		this.engine = engine(Duration.of(delayMicros, ChronoUnit.MICROS), workers);
		this.batcher = batcher();
		Deadline soon = Deadline.in(Duration.ofSeconds(30));
		List<Future<Integer>> results = new ArrayList<>();
		for (int client = 0; client < 16; client++) {
			results.add(this.clients.submit(() -> {
				int done = 0;
				for (int job = 0; job < 500; job++) {
					try (EngineTicket ticket = this.engine.enter(soon)) {
						done += this.batcher.run(ticket, "k", "a", 1).length();
					}
				}
				return done;
			}));
		}
		for (Future<Integer> result : results) {
			assertThat(result.get()).isEqualTo(500);
		}
		assertThat(
				this.passes.stream().mapToLong((pass) -> pass.chars().filter((letter) -> letter == 'a').count()).sum())
			.isEqualTo(16 * 500);
	}

	private void occupy() {
		this.engine.threads().execute(() -> Await.open(this.busy));
	}

	private static EngineListener listener(Consumer<Duration> waited) {
		return new EngineListener() {
			@Override
			public void waited(Duration time) {
				waited.accept(time);
			}

			@Override
			public void forward(int images, Duration time) {
				// nothing
			}

			@Override
			public void backward(Duration time) {
				// nothing
			}
		};
	}

	// Submits a job, and returns when it waits.
	private Future<String> submit(String kind, String job, int images, Deadline deadline) {
		long before = this.batcher.waiting();
		Future<String> result = this.clients.submit(() -> {
			try (EngineTicket ticket = this.engine.enter(deadline)) {
				return this.batcher.run(ticket, kind, job, images);
			}
		});
		if (this.engine.maxDelay().isZero()) {
			Await.until("the job waits",
					() -> this.batcher.waiting() != before || result.isDone() || this.busy.getCount() == 0);
		}
		return result;
	}

}
