package io.heatlens.web;

import org.springframework.util.unit.DataSize;

/**
 * A request's body is larger than is read.
 */
class UploadTooLargeException extends RuntimeException {

	UploadTooLargeException(DataSize limit) {
		super("The request's body is larger than the limit of %d bytes.".formatted(limit.toBytes()));
	}

}
