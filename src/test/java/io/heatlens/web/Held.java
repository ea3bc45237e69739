package io.heatlens.web;

import java.util.concurrent.CountDownLatch;

/**
 * A task that keeps the engine busy until it is released.
 */
final class Held {

	private Held() {
	}

	static String until(CountDownLatch running, CountDownLatch release) {
		running.countDown();
		try {
			release.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return "done";
	}

}
