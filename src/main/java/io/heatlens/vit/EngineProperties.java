package io.heatlens.vit;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the engine.
 *
 * @param maxBatch how many images go through a model at once
 * @param maxDelay how long a batch waits for more than is there; by default not at all
 * @param queue how many requests may wait
 * @param precision of the blocks before the layer that is looked at
 */
@Validated
@ConfigurationProperties("heatlens.engine")
record EngineProperties(@DefaultValue("8") @Min(1) @Max(256) int maxBatch, @DefaultValue("0") Duration maxDelay,
		@DefaultValue("64") @Min(1) @Max(100_000) int queue, @DefaultValue("float32") Precision precision) {
}
