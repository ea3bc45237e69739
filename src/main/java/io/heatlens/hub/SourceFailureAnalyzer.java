package io.heatlens.hub;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Stops the start with one line instead of a stack trace.
 */
class SourceFailureAnalyzer extends AbstractFailureAnalyzer<SourceException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SourceException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Correct what the line above says. heatlens.models.skip-invalid=true leaves out models that cannot be fetched.",
				cause);
	}

}
