package io.heatlens.batch;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The line that is printed once per second.
 */
class BatchProgressTests {

	@Test
	void lineShowsRateProblemsAndRemainingTime() {
		try (BatchProgress progress = new BatchProgress(10, "images")) {
			assertThat(progress.line(Duration.ofSeconds(1))).isEqualTo("0 of 10 images, 0.0 per second");
			progress.done(null);
			progress.done(null);
			progress.done(null);
			progress.done(Failure.notRead());
			assertThat(progress.line(Duration.ofSeconds(2)))
				.isEqualTo("4 of 10 images, 2.0 per second, 1 without an explanation, 3 s left");
		}
	}

}
