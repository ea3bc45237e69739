package io.heatlens.web.access;

/**
 * A client asks too often.
 */
public class RateLimitedException extends RuntimeException {

	RateLimitedException(int requestsPerMinute, long retryAfter) {
		super("More than %d requests a minute came from here. Try again in %d s.".formatted(requestsPerMinute,
				retryAfter));
	}

}
