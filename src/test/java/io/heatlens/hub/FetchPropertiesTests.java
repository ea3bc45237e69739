package io.heatlens.hub;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Settings of a fetch outside their ranges are refused.
 */
class FetchPropertiesTests {

	private static final Duration GOOD = Duration.ofDays(1);

	@ParameterizedTest
	@CsvSource({ "PT0S, P1D, P1D, connect-timeout", "P2D, P1D, P1D, connect-timeout", "P1D, PT-1S, P1D, read-timeout",
			"P1D, P1D, P200000D, pause" })
	void timeOutsideItsRangeIsRefused(Duration connect, Duration read, Duration pause, String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> new FetchProperties(connect, read, 5, pause))
			.withMessageStartingWith("heatlens.fetch.%s: expected more than 0, up to 1d, found P", name);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 11 })
	void retriesOutsideTheirRangeAreRefused(int retries) {
		assertThatIllegalArgumentException().isThrownBy(() -> new FetchProperties(GOOD, GOOD, retries, GOOD))
			.withMessage("heatlens.fetch.retries: expected 0 to 10, found " + retries);
	}

}
