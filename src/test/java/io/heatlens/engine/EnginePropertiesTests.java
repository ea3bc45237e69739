package io.heatlens.engine;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Settings of the engine outside their ranges are refused.
 */
class EnginePropertiesTests {

	@ParameterizedTest
	@CsvSource({ "0, 64, 2, max-batch", "257, 64, 2, max-batch", "8, 0, 2, queue", "8, 100001, 2, queue",
			"8, 64, 0, workers", "8, 64, -1, workers" })
	void numberOutsideItsRangeIsRefused(int maxBatch, int queue, int workers, String name) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new EngineProperties(maxBatch, Duration.ZERO, queue, workers, Precision.FLOAT32))
			.withMessageStartingWith("heatlens.engine." + name + " should be 1 to ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT-0.005S", "PT60.001S" })
	void delayOutsideItsRangeIsRefused(Duration maxDelay) {
		assertThatIllegalArgumentException().isThrownBy(() -> properties(maxDelay))
			.withMessage("heatlens.engine.max-delay should be 0 to 1m, but is %d ms", maxDelay.toMillis());
	}

	@Test
	void delayAtTheEndsOfItsRangeIsAccepted() {
		assertThat(properties(Duration.ZERO).maxDelay()).isZero();
		assertThat(properties(Duration.ofMinutes(1)).maxDelay()).hasMinutes(1);
	}

	private static EngineProperties properties(Duration maxDelay) {
		return new EngineProperties(8, maxDelay, 64, 2, Precision.FLOAT32);
	}

}
