package io.heatlens.web;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.WebServerException;

/**
 * Explains a failed start in one line if nothing can be written to the temporary folder.
 */
class TemporaryFolderFailureAnalyzer extends AbstractFailureAnalyzer<WebServerException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, WebServerException cause) {
		if (!(cause.getCause() instanceof IOException)) {
			return null;
		}
		return new FailureAnalysis(
				"Nothing can be written to the temporary folder, %s.".formatted(System.getProperty("java.io.tmpdir")),
				"Make the folder writable or free space in it, or choose another folder with -Djava.io.tmpdir.", cause);
	}

}
