package io.heatlens.web;

import java.time.Duration;

import io.heatlens.engine.Deadline;
import io.heatlens.request.BadParameterException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for the time that requests may take.
 *
 * @param timeout the longest time, from 100 ms to 1 day; a client may ask for less
 */
@ConfigurationProperties("heatlens.request")
public record RequestTimeout(@DefaultValue("30s") Duration timeout) {

	private static final String HEADER = "Request-Timeout";

	public RequestTimeout {
		if (timeout.compareTo(Duration.ofMillis(100)) < 0 || timeout.compareTo(Duration.ofDays(1)) > 0) {
			throw new IllegalArgumentException(
					"heatlens.request.timeout: expected 100ms to 1d, found " + timeout.toMillis() + "ms");
		}
	}

	/**
	 * Computes the deadline of a request that starts now.
	 * @param request the request, with or without the header {@code Request-Timeout} in
	 * seconds
	 * @return the time by which the answer is wanted
	 * @throws BadParameterException if the header is not a positive number
	 */
	public Deadline deadline(HttpServletRequest request) {
		Duration requested = requested(request.getHeader(HEADER));
		return Deadline.in((requested != null && requested.compareTo(this.timeout) < 0) ? requested : this.timeout);
	}

	private static @Nullable Duration requested(@Nullable String seconds) {
		if (seconds == null) {
			return null;
		}
		if (!seconds.matches("\\d{1,6}(\\.\\d{1,3})?") || Double.parseDouble(seconds) <= 0) {
			throw new BadParameterException(
					"The header \"%s\" takes a number of seconds above 0, but is \"%s\".".formatted(HEADER, seconds));
		}
		return Duration.ofMillis(Math.round(1000 * Double.parseDouble(seconds)));
	}

}
