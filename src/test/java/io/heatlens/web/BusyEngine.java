package io.heatlens.web;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.heatlens.Await;
import io.heatlens.engine.Engine;

/**
 * Keeps an engine of one thread busy, so that requests wait until it is released.
 */
public final class BusyEngine implements AutoCloseable {

	private final Engine engine;

	private final CountDownLatch end = new CountDownLatch(1);

	private final ExecutorService clients = Executors.newCachedThreadPool();

	private final List<Future<?>> tasks = new ArrayList<>();

	/**
	 * Occupies the engine.
	 * @param engine the engine, which has one thread and no other work
	 */
	public BusyEngine(Engine engine) {
		this.engine = engine;
		CountDownLatch running = new CountDownLatch(1);
		submit(() -> {
			running.countDown();
			Await.open(this.end);
		});
		Await.open(running);
	}

	/**
	 * Lets further requests enter the engine, and returns once they wait.
	 * @param count the number of requests
	 */
	public void queue(int count) {
		int expected = this.engine.waiting() + count;
		for (int i = 0; i < count; i++) {
			submit(() -> {
			});
		}
		Await.until(expected + " requests wait", () -> this.engine.waiting() == expected);
	}

	private void submit(Runnable task) {
		this.tasks.add(this.clients.submit(() -> this.engine.run(() -> {
			task.run();
			return "done";
		})));
	}

	/**
	 * Lets the engine go on, and waits until the requests that were sent here have ended.
	 * @throws ExecutionException if one of them failed
	 * @throws InterruptedException if the test is interrupted
	 */
	public void release() throws ExecutionException, InterruptedException {
		this.end.countDown();
		for (Future<?> task : this.tasks) {
			task.get();
		}
	}

	@Override
	public void close() {
		this.end.countDown();
		this.clients.shutdown();
	}

}
