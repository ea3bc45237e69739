package io.heatlens.web;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves tracing out unless traces have somewhere to go: switched off by its own
 * property, it still makes a span of every request.
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
