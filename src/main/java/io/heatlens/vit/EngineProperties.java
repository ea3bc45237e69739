package io.heatlens.vit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the engine.
 *
 * @param maxBatch how many images of a request go through a model at once
 * @param queue how many requests may wait
 */
@ConfigurationProperties("heatlens.engine")
record EngineProperties(@DefaultValue("8") int maxBatch, @DefaultValue("64") int queue) {

	EngineProperties {
		check("max-batch", maxBatch, 256);
		check("queue", queue, 100_000);
	}

	private static void check(String name, int value, int most) {
		if (value < 1 || value > most) {
			throw new IllegalArgumentException(
					"heatlens.engine.%s should be 1 to %d, but is %d".formatted(name, most, value));
		}
	}

}
