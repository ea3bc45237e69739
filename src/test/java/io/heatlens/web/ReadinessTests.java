package io.heatlens.web;

import java.util.concurrent.atomic.AtomicLong;

import io.heatlens.engine.Engine;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.checkpoint.Golden;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service is ready only after every model is warm.
 */
@HttpTest(properties = Golden.STORE)
class ReadinessTests {

	@Autowired
	private ModelStore models;

	@Autowired
	private Engine engine;

	@Autowired
	private AtomicLong explained;

	@Test
	void everyModelHasExplainedAPictureAndAFullBatchBeforeTheServiceIsReady() {
		assertThat(this.models.names()).hasSizeGreaterThan(5);
		assertThat(this.explained.get()).isEqualTo((1L + this.engine.maxBatch()) * this.models.names().size());
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Configuration {

		@Bean
		AtomicLong explained() {
			return new AtomicLong();
		}

		@Bean
		ApplicationListener<AvailabilityChangeEvent<ReadinessState>> whenReady(MeterRegistry registry,
				AtomicLong explained) {
			return (event) -> explained.set((long) registry.get("heatlens.batch.size").summary().totalAmount());
		}

	}

}
