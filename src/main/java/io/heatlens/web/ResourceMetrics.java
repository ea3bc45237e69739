package io.heatlens.web;

import io.heatlens.engine.Engine;
import io.heatlens.vit.ModelStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.stereotype.Component;

/**
 * Publishes metrics of the engine's queue, which may be full, and of the native memory,
 * which must not grow.
 */
@Component
class ResourceMetrics implements MeterBinder {

	private final Engine engine;

	private final ModelStore models;

	ResourceMetrics(Engine engine, ModelStore models) {
		this.engine = engine;
		this.models = models;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("heatlens.queue.size", this.engine, Engine::waiting)
			.description("Requests that wait for the engine")
			.register(registry);
		Gauge.builder("heatlens.queue.capacity", this.engine, Engine::capacity)
			.description("Requests that may wait for the engine")
			.register(registry);
		Gauge.builder("heatlens.native.arrays", this.models, ModelStore::held)
			.description("Native arrays of the models, plus the open scopes of requests")
			.register(registry);
		if (ResidentMemory.isKnown()) {
			Gauge.builder("heatlens.memory.resident", ResidentMemory::bytes)
				.description("Resident memory of the process")
				.baseUnit(BaseUnits.BYTES)
				.register(registry);
		}
	}

}
