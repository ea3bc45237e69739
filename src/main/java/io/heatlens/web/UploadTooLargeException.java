package io.heatlens.web;

import org.springframework.util.unit.DataSize;

/**
 * A request's body is larger than is read.
 */
class UploadTooLargeException extends RuntimeException {

	UploadTooLargeException(String message) {
		super(message);
	}

	UploadTooLargeException(DataSize limit) {
		this("The request's body is larger than the limit of %d bytes.".formatted(limit.toBytes()));
	}

}
