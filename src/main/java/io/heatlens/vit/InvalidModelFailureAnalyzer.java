package io.heatlens.vit;

import io.heatlens.vit.checkpoint.InvalidModelException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports an invalid model when the service starts, without a stack trace.
 */
class InvalidModelFailureAnalyzer extends AbstractFailureAnalyzer<InvalidModelException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidModelException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Correct what the line above says, or set heatlens.models.skip-invalid=true to leave out models that cannot be served.",
				cause);
	}

}
