package io.heatlens.web;

import java.time.Duration;

import io.heatlens.engine.Engine;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Reports the service as down when an engine thread has been busy with the same task for
 * so long that only a restart can free it.
 */
@Component
class EngineHealthIndicator implements HealthIndicator {

	/** The limit in request timeouts: a task may outlast its request, but not by much. */
	private static final int TIMEOUTS = 5;

	private final Engine engine;

	private final RequestTimeout times;

	EngineHealthIndicator(Engine engine, RequestTimeout times) {
		this.engine = engine;
		this.times = times;
	}

	@Override
	public Health health() {
		Duration stalled = this.engine.stalled();
		boolean dead = stalled.compareTo(this.times.timeout().multipliedBy(TIMEOUTS)) > 0;
		return (dead ? Health.down() : Health.up()).withDetail("stalled", stalled).build();
	}

}
