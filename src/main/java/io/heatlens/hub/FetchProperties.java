package io.heatlens.hub;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How patient a fetch is.
 *
 * @param connectTimeout until a connection stands
 * @param readTimeout without a byte, until a connection counts as broken
 * @param retries how often in a row a request is tried again without having got further
 * @param pause before the first of them, doubled before each other
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
		if (value.isNegative() || value.isZero()) {
			throw new IllegalArgumentException(
					"heatlens.fetch.%s: expected more than 0, found %s".formatted(name, value));
		}
	}

}
