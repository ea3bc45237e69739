package io.heatlens.web.access;

/**
 * Thrown when a client sends more requests than the rate limit allows.
 */
public class RateLimitedException extends RuntimeException {

	RateLimitedException(int requestsPerMinute, long retryAfter) {
		super("More than %d requests per minute came from this client. Try again in %d s.".formatted(requestsPerMinute,
				retryAfter));
	}

}
