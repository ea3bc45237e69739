package io.heatlens.web;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Excludes the auto-configuration of tracing unless an endpoint for traces is configured.
 * Tracing that is disabled by its own property would still create a span per request.
 */
class TracingFilter implements AutoConfigurationImportFilter, EnvironmentAware {

	private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

	private boolean configured;

	@Override
	public void setEnvironment(Environment environment) {
		this.configured = environment.containsProperty(ENDPOINT);
	}

	@Override
	public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[classes.length];
		for (int i = 0; i < classes.length; i++) {
			String name = String.valueOf(classes[i]);
			matches[i] = this.configured || !(name.startsWith("org.springframework.boot.micrometer.tracing.")
					|| name.startsWith("org.springframework.boot.opentelemetry."));
		}
		return matches;
	}

}
