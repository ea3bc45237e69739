package io.heatlens.hub;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/**
 * Reads the {@code Retry-After} header, which holds seconds or a date.
 */
final class RetryAfter {

	private RetryAfter() {
	}

	/**
	 * Reads how long a server asks its clients to wait.
	 * @param headers the headers of the response
	 * @return the time to wait, zero if the server does not say
	 */
	static Duration of(HttpHeaders headers) {
		String value = headers.firstValue("Retry-After").orElse("").strip();
		if (value.matches("\\d{1,9}")) {
			return Duration.ofSeconds(Long.parseLong(value));
		}
		try {
			Duration wait = Duration.between(Instant.now(),
					DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from));
			return wait.isNegative() ? Duration.ZERO : wait;
		}
		catch (DateTimeException ex) {
			return Duration.ZERO;
		}
	}

}
