package io.heatlens.web;

import java.util.concurrent.CountDownLatch;

/**
 * Holds the engine up.
 */
final class Blocking {

	private Blocking() {
	}

	static String until(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return "done";
	}

}
