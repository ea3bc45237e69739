package io.heatlens.vit;

import io.heatlens.vit.checkpoint.InvalidModelException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports an invalid model at the start in one line instead of a stack trace.
 */
class InvalidModelFailureAnalyzer extends AbstractFailureAnalyzer<InvalidModelException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidModelException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Correct what the line above names, or leave damaged folders out with heatlens.models.skip-invalid=true.",
				cause);
	}

}
