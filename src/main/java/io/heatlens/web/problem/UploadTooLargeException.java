package io.heatlens.web.problem;

import org.springframework.util.unit.DataSize;

/**
 * A request's body is larger than is read.
 */
public class UploadTooLargeException extends RuntimeException {

	public UploadTooLargeException(String message) {
		super(message);
	}

	public UploadTooLargeException(DataSize limit) {
		this("The request's body is larger than the limit of %d bytes.".formatted(limit.toBytes()));
	}

}
