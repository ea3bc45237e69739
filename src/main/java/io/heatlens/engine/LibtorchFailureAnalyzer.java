package io.heatlens.engine;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains in a few lines, instead of a stack trace, why the start failed without
 * libtorch.
 */
class LibtorchFailureAnalyzer extends AbstractFailureAnalyzer<LibtorchException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, LibtorchException cause) {
		return new FailureAnalysis("%s The reason: %s.".formatted(cause.getMessage(), rootFailure),
				"Allow Heatlens to write to ~/.djl.ai, or to the folder that the environment variable ENGINE_CACHE_DIR names, and to load the libraries that it unpacks there. Or set PYTORCH_LIBRARY_PATH to a folder that contains libtorch.",
				cause);
	}

}
