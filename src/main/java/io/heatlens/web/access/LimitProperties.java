package io.heatlens.web.access;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings for how often a client may send requests.
 *
 * @param requestsPerMinute the largest number of requests per minute of one key or,
 * without a key, of one network address, 1 or more; {@code null} for no limit
 */
@ConfigurationProperties("heatlens.limits")
record LimitProperties(@Nullable Integer requestsPerMinute) {

	LimitProperties {
		if (requestsPerMinute != null && requestsPerMinute < 1) {
			throw new IllegalArgumentException(
					"heatlens.limits.requests-per-minute: expected 1 or more, found " + requestsPerMinute);
		}
	}

}
