package io.heatlens.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.heatlens.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tasks run one after another, although there are threads for more.
 */
@Timeout(60)
class SerialExecutorTests {

	private final ExecutorService threads = Executors.newFixedThreadPool(4);

	private final SerialExecutor executor = new SerialExecutor(this.threads);

	private final CountDownLatch hold = new CountDownLatch(1);

	private final List<Integer> done = Collections.synchronizedList(new ArrayList<>());

	@AfterEach
	void shutdown() {
		this.hold.countDown();
		this.threads.shutdown();
	}

	@Test
	void tasksKeepTheirOrder() {
		CountDownLatch all = new CountDownLatch(1000);
		IntStream.range(0, 1000).forEach((task) -> this.executor.execute(() -> {
			this.done.add(task);
			all.countDown();
		}));
		Await.open(all);
		assertThat(this.done).hasSize(1000).isSorted();
	}

	@Test
	void failedTaskDoesNotStopTheNext() {
		CountDownLatch ran = new CountDownLatch(1);
		this.executor.execute(() -> {
			throw new IllegalStateException("planted");
		});
		this.executor.execute(ran::countDown);
		Await.open(ran);
	}

	@Test
	void tasksSubmittedBeforeAShutdownRun() throws InterruptedException {
		this.executor.execute(() -> Await.open(this.hold));
		this.executor.execute(() -> this.done.add(1));
		this.executor.execute(() -> this.done.add(2));
		this.threads.shutdown();
		this.hold.countDown();
		assertThat(this.threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
		assertThat(this.done).containsExactly(1, 2);
		assertThatExceptionOfType(RejectedExecutionException.class)
			.isThrownBy(() -> this.executor.execute(() -> this.done.add(3)));
		assertThatExceptionOfType(RejectedExecutionException.class)
			.isThrownBy(() -> this.executor.execute(() -> this.done.add(4)));
	}

}
