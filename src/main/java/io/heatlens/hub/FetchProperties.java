package io.heatlens.hub;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How patient a fetch is.
 *
 * @param connectTimeout until a connection stands
 * @param readTimeout without a byte, until a connection counts as broken
 * @param retries how often in a row a request is tried again without having got further
 * @param pause before the first of them, doubled before each other
 */
@Validated
@ConfigurationProperties("heatlens.fetch")
record FetchProperties(@DefaultValue("10s") Duration connectTimeout, @DefaultValue("30s") Duration readTimeout,
		@DefaultValue("5") @Min(0) @Max(10) int retries, @DefaultValue("1s") Duration pause) {

	FetchProperties {
		check("connect-timeout", connectTimeout);
		check("read-timeout", readTimeout);
		check("pause", pause);
	}

	private static void check(String name, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new IllegalArgumentException(
					"heatlens.fetch.%s: expected more than 0, found %s".formatted(name, value));
		}
	}

}
