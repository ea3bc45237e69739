package io.heatlens.web;

import io.heatlens.explain.cam.ScriptedMethod;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Adds a method that does what a test tells it.
 */
@TestConfiguration(proxyBeanMethods = false)
class ScriptedMethodConfiguration {

	@Bean
	ScriptedMethod scriptedMethod() {
		return new ScriptedMethod();
	}

}
