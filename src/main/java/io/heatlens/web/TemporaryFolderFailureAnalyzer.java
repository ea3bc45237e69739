package io.heatlens.web;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.WebServerException;

/**
 * Stops the start with one line where the temporary folder takes nothing.
 */
class TemporaryFolderFailureAnalyzer extends AbstractFailureAnalyzer<WebServerException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, WebServerException cause) {
		if (!(cause.getCause() instanceof IOException)) {
			return null;
		}
		return new FailureAnalysis(
				"Nothing can be written to the temporary folder, %s.".formatted(System.getProperty("java.io.tmpdir")),
				"Make room there, or name another with -Djava.io.tmpdir.", cause);
	}

}
