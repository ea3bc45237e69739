package io.heatlens.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.heatlens.Await;
import io.heatlens.engine.Deadline;
import io.heatlens.engine.DeadlineExceededException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The number of tasks that compute at the same time.
 */
@Timeout(60)
class CpuLimiterTests {

	private static final Deadline LONG = Deadline.in(Duration.ofMinutes(1));

	private final int most = Math.max(2, Runtime.getRuntime().availableProcessors());

	private final CpuLimiter processors = new CpuLimiter();

	@Test
	void runAdmitsOneTaskPerProcessor() throws Exception {
		CountDownLatch inside = new CountDownLatch(this.most);
		CountDownLatch release = new CountDownLatch(1);
		ExecutorService threads = Executors.newFixedThreadPool(this.most);
		List<Future<String>> running = new ArrayList<>();
		for (int i = 0; i < this.most; i++) {
			running.add(threads.submit(() -> this.processors.run(LONG, () -> {
				inside.countDown();
				Await.open(release);
				return "done";
			})));
		}
		Await.open(inside); // all of them at once
		assertThatExceptionOfType(DeadlineExceededException.class)
			.isThrownBy(() -> this.processors.run(Deadline.in(Duration.ofMillis(50)), () -> true));
		release.countDown();
		for (Future<String> task : running) {
			task.get();
		}
		threads.shutdown();
		assertThat(this.processors.<Boolean>run(LONG, () -> true)).isTrue();
	}

	@Test
	void interruptEndsTheWait() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(DeadlineExceededException.class)
			.isThrownBy(() -> this.processors.run(LONG, () -> true));
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void runReleasesTheProcessorOfAFailedTask() {
		for (int i = 0; i <= this.most; i++) {
			assertThatIllegalStateException().isThrownBy(() -> this.processors.run(LONG, () -> {
				throw new IllegalStateException();
			}));
		}
	}

}
