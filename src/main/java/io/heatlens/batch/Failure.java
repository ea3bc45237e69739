package io.heatlens.batch;

import io.heatlens.answer.ErrorCode;
import io.heatlens.answer.Problem;
import io.heatlens.image.ImageException;

/**
 * The reason why an image has no explanation.
 *
 * @param problem the problem as in the API
 * @param lasting whether the image itself is the cause, so that another attempt would
 * fail too
 */
record Failure(Problem problem, boolean lasting) {

	static Failure of(Throwable error) {
		return new Failure(Problem.of(error), error instanceof ImageException);
	}

	static Failure tooLarge(long bytes, long limit) {
		return new Failure(Problem.of(ErrorCode.IMAGE_TOO_LARGE,
				"The file is too large: expected at most %d bytes, found %d".formatted(limit, bytes)), true);
	}

	static Failure notRead() {
		return new Failure(Problem.of(ErrorCode.UNREADABLE_IMAGE, "The file cannot be opened or read to its end"),
				false);
	}

}
