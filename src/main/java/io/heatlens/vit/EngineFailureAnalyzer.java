package io.heatlens.vit;

import ai.djl.engine.EngineException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Stops the start with one line where libtorch cannot be unpacked or loaded.
 */
class EngineFailureAnalyzer extends AbstractFailureAnalyzer<EngineException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, EngineException cause) {
		Throwable reason = (cause.getCause() != null) ? cause.getCause() : cause;
		return new FailureAnalysis("libtorch cannot be loaded: %s (%s).".formatted(cause.getMessage(), reason),
				"It is unpacked to ~/.djl.ai, or to the folder that the environment's ENGINE_CACHE_DIR names: let Heatlens write there and run what it wrote.",
				cause);
	}

}
