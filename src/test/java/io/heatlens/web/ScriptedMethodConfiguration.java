package io.heatlens.web;

import io.heatlens.explain.cam.ScriptedMethod;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Adds a method that runs a task of the test.
 */
@TestConfiguration(proxyBeanMethods = false)
class ScriptedMethodConfiguration {

	@Bean
	ScriptedMethod scriptedMethod() {
		return new ScriptedMethod();
	}

}
