package io.heatlens.engine;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Stops the start with one line instead of a stack trace.
 */
class LibtorchFailureAnalyzer extends AbstractFailureAnalyzer<LibtorchException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, LibtorchException cause) {
		return new FailureAnalysis("%s The reason: %s.".formatted(cause.getMessage(), rootFailure),
				"Let Heatlens write to ~/.djl.ai, or to the folder that the environment's ENGINE_CACHE_DIR names, and run what it unpacks there; or name a folder that holds libtorch by PYTORCH_LIBRARY_PATH.",
				cause);
	}

}
