package io.heatlens.engine;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the engine. A number outside its range is refused with an
 * {@link IllegalArgumentException}.
 *
 * @param maxBatch the largest number of images that go through a model at once, 1 to 256
 * @param maxDelay the time that a batch waits for more images, 0 to 1 minute; by default
 * it does not wait
 * @param queue the number of requests that may wait, 1 to 100,000
 * @param workers the number of batches that run at once and share the processors, 1 to
 * 256; never more than there are processors
 * @param precision the precision of the blocks before the first layer that is explained
 */
@ConfigurationProperties("heatlens.engine")
public record EngineProperties(@DefaultValue("8") int maxBatch, @DefaultValue("0") Duration maxDelay,
		@DefaultValue("64") int queue, @DefaultValue("2") int workers, @DefaultValue("float32") Precision precision) {

	public EngineProperties {
		check("max-batch", maxBatch, 256);
		check("queue", queue, 100_000);
		check("workers", workers, 256);
		if (maxDelay.isNegative() || maxDelay.compareTo(Duration.ofMinutes(1)) > 0) {
			throw new IllegalArgumentException(
					"heatlens.engine.max-delay should be 0 to 1m, but is %d ms".formatted(maxDelay.toMillis()));
		}
	}

	private static void check(String name, int value, int most) {
		if (value < 1 || value > most) {
			throw new IllegalArgumentException(
					"heatlens.engine.%s should be 1 to %d, but is %d".formatted(name, most, value));
		}
	}

}
