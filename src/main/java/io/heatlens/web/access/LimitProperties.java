package io.heatlens.web.access;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How often a client may ask.
 *
 * @param requestsPerMinute of one key, else of one address, 1 or more; null for no limit
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
