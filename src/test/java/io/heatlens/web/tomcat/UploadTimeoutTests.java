package io.heatlens.web.tomcat;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How slowly a body may arrive.
 */
class UploadTimeoutTests {

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S", "P1DT1S", "P200000D" })
	void timeOutsideItsRangeIsRefused(Duration timeout) {
		assertThatIllegalArgumentException().isThrownBy(() -> new UploadTimeout(timeout))
			.withMessage("heatlens.upload.timeout: expected more than 0, up to 1d, found " + timeout);
	}

	@Test
	void bytesThatHaveArrivedAddTime() {
		assertThat(new UploadTimeout(Duration.ofDays(1)).nanosFor(64 * 1024))
			.isEqualTo(Duration.ofDays(1).plusSeconds(4).toNanos());
	}

}
