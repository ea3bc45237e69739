package io.heatlens.engine;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the engine.
 *
 * @param maxBatch how many images go through a model at once
 * @param maxDelay how long a batch waits for more than is there; by default not at all
 * @param queue how many requests may wait
 * @param workers how many batches run at once and share the processors; never more than
 * there are
 * @param precision of the blocks before the layer that is looked at
 */
@ConfigurationProperties("heatlens.engine")
public record EngineProperties(@DefaultValue("8") int maxBatch, @DefaultValue("0") Duration maxDelay,
		@DefaultValue("64") int queue, @DefaultValue("2") int workers, @DefaultValue("float32") Precision precision) {

	public EngineProperties {
		check("max-batch", maxBatch, 256);
		check("queue", queue, 100_000);
		check("workers", workers, 256);
	}

	private static void check(String name, int value, int most) {
		if (value < 1 || value > most) {
			throw new IllegalArgumentException(
					"heatlens.engine.%s should be 1 to %d, but is %d".formatted(name, most, value));
		}
	}

}
