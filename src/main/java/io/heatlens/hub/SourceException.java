package io.heatlens.hub;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * Thrown when a model cannot be brought into the store. The message is one line that says
 * what was found and what to do.
 */
public class SourceException extends RuntimeException {

	SourceException(String message) {
		super(message);
	}

	SourceException(String message, Throwable cause) {
		super(message, cause);
	}

	/**
	 * Creates the exception for a file or folder that cannot be read or written.
	 * @param path the path of the file or folder
	 * @param cause the failure
	 * @return an exception that gives the reason in one line
	 */
	static SourceException disk(Path path, IOException cause) {
		String reason = (cause instanceof FileSystemException refusal) ? refusal.getReason() : cause.getMessage();
		if (cause instanceof AccessDeniedException) {
			reason = "permission denied";
		}
		return new SourceException("%s cannot be read or written (%s)".formatted(path,
				(reason != null) ? reason : cause.getClass().getSimpleName()), cause);
	}

}
