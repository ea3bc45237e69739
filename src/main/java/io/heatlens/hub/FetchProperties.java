package io.heatlens.hub;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The time limits and retries of a fetch. Times are more than 0 and at most 1 day.
 *
 * @param connectTimeout the time limit for opening a connection
 * @param readTimeout the time without a byte after which a connection counts as broken
 * @param retries the number of times in a row that a request is retried without making
 * progress, from 0 to 10
 * @param pause the pause before the first of these retries, which doubles before each
 * further one
 */
@ConfigurationProperties("heatlens.fetch")
record FetchProperties(@DefaultValue("10s") Duration connectTimeout, @DefaultValue("30s") Duration readTimeout,
		@DefaultValue("5") int retries, @DefaultValue("1s") Duration pause) {

	FetchProperties {
		check("connect-timeout", connectTimeout);
		check("read-timeout", readTimeout);
		check("pause", pause);
		if (retries < 0 || retries > 10) {
			throw new IllegalArgumentException("heatlens.fetch.retries: expected 0 to 10, found " + retries);
		}
	}

	private static void check(String name, Duration value) {
		if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofDays(1)) > 0) {
			throw new IllegalArgumentException(
					"heatlens.fetch.%s: expected more than 0, up to 1d, found %s".formatted(name, value));
		}
	}

}
