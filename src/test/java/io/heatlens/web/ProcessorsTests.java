package io.heatlens.web;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * How many compute at once.
 */
class ProcessorsTests {

	private final int most = Math.max(2, Runtime.getRuntime().availableProcessors());

	private final Processors processors = new Processors();

	@Test
	void runLetsAsManyInAsThereAreProcessors() throws Exception {
		AtomicInteger inside = new AtomicInteger();
		ExecutorService threads = Executors.newFixedThreadPool(8 * this.most);
		List<Future<Integer>> seen = new ArrayList<>();
		for (int i = 0; i < 8 * this.most; i++) {
			seen.add(threads.submit(() -> this.processors.run(() -> {
				int now = inside.incrementAndGet();
				pause();
				inside.decrementAndGet();
				return now;
			})));
		}
		int crowd = 0;
		for (Future<Integer> now : seen) {
			crowd = Math.max(crowd, now.get());
		}
		threads.shutdown();
		assertThat(crowd).isEqualTo(this.most);
	}

	@Test
	void runGivesTheProcessorBackOfWhatFails() {
		for (int i = 0; i <= this.most; i++) {
			assertThatIllegalStateException().isThrownBy(() -> this.processors.run(() -> {
				throw new IllegalStateException();
			}));
		}
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(20);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
