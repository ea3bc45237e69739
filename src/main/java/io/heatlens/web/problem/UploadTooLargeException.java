package io.heatlens.web.problem;

import org.springframework.util.unit.DataSize;

/**
 * Thrown when a request's body, or the number of its parts, is larger than the limit.
 */
public class UploadTooLargeException extends RuntimeException {

	/**
	 * Creates an exception for another limit.
	 * @param message what the limit is
	 */
	public UploadTooLargeException(String message) {
		super(message);
	}

	/**
	 * Creates an exception for a body that is too large.
	 * @param limit the largest size of a body
	 */
	public UploadTooLargeException(DataSize limit) {
		this("The request's body is larger than the limit of %d bytes.".formatted(limit.toBytes()));
	}

}
