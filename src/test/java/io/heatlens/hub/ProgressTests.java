package io.heatlens.hub;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lines of the log while a model is fetched.
 */
class ProgressTests {

	private final DownloadProgress progress = new DownloadProgress();

	@Test
	void lineShowsBytesRateAndRemainingTime() {
		this.progress.expect(346_000_000);
		this.progress.receive(46_000_000);
		assertThat(this.progress.line(Duration.ofSeconds(4))).isEqualTo("46.0 MB of 346.0 MB, 11.5 MB/s, 27 s left");
	}

	@Test
	void bytesOfAnEarlierRunDoNotCountInTheRate() {
		this.progress.expect(200_000_000);
		this.progress.have(150_000_000);
		this.progress.receive(10_000_000);
		assertThat(this.progress.line(Duration.ofSeconds(1))).isEqualTo("160.0 MB of 200.0 MB, 10.0 MB/s, 4 s left");
	}

	@Test
	void lineOfAnUnknownSizeShowsNoRemainingTime() {
		this.progress.receive(10_000_000);
		assertThat(this.progress.line(Duration.ofSeconds(1))).isEqualTo("10.0 MB, 10.0 MB/s");
	}

	@Test
	void lineBeforeTheFirstByteShowsNoRemainingTime() {
		this.progress.expect(10_000_000);
		assertThat(this.progress.line(Duration.ofSeconds(1))).isEqualTo("0.0 MB of 10.0 MB, 0.0 MB/s");
	}

}
