package io.heatlens.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.heatlens.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One thread runs the tasks, and a second one helps while the first is busy.
 */
@Timeout(60)
class EngineThreadPoolTests {

	private final EngineThreadPool pool = new EngineThreadPool(2);

	private final CountDownLatch end = new CountDownLatch(1);

	@AfterEach
	void shutdown() {
		this.end.countDown();
		this.pool.shutdown();
	}

	@Test
	void tasksOneAfterAnotherRunOnOneThread() throws Exception {
		Thread first = thread();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			threads.add(thread());
		}
		// a busy machine may delay the first thread, but not often
		assertThat(threads).filteredOn((thread) -> thread == first).hasSizeGreaterThan(150);
	}

	@Test
	@Tag("slow")
	void secondThreadHelpsWhileTheFirstIsBusyAndThenEnds() throws Exception {
		Thread first = occupy();
		Thread second = thread();
		assertThat(second).isNotSameAs(first).isSameAs(thread());
		this.end.countDown();
		second.join();
		assertThat(first.isAlive()).isTrue();
		assertThat(thread()).isSameAs(first);
	}

	@Test
	void everyTaskRunsOnce() throws Exception {
		AtomicInteger runs = new AtomicInteger();
		CountDownLatch done = new CountDownLatch(500);
		for (int i = 0; i < 500; i++) {
			this.pool.execute(() -> {
				runs.incrementAndGet();
				done.countDown();
			});
		}
		Await.open(done);
		thread();
		assertThat(runs).hasValue(500);
	}

	@Test
	void executeAfterAShutdownIsRejected() {
		this.pool.shutdown();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(this::thread);
	}

	private Thread thread() throws ExecutionException, InterruptedException {
		FutureTask<Thread> task = new FutureTask<>(Thread::currentThread);
		this.pool.execute(task);
		return task.get();
	}

	private Thread occupy() throws Exception {
		CountDownLatch running = new CountDownLatch(1);
		FutureTask<Thread> task = new FutureTask<>(Thread::currentThread);
		this.pool.execute(() -> {
			task.run();
			running.countDown();
			Await.open(this.end);
		});
		Await.open(running);
		return task.get();
	}

}
