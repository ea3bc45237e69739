package io.heatlens.hub;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports a {@link SourceException}, which stops the start, in one line instead of a
 * stack trace.
 */
class SourceFailureAnalyzer extends AbstractFailureAnalyzer<SourceException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SourceException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Correct what the line above says, or set heatlens.models.skip-invalid=true to leave out models that cannot be fetched.",
				cause);
	}

}
