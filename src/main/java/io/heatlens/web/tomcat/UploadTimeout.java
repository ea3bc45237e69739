package io.heatlens.web.tomcat;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for how slowly a request's body may arrive.
 *
 * @param timeout the time that any body may take, more than 0 and at most 1 day; one
 * second is added for every 16 KB that have arrived
 */
@ConfigurationProperties("heatlens.upload")
record UploadTimeout(@DefaultValue("10s") Duration timeout) {

	private static final long BYTES_PER_SECOND = 16 * 1024;

	UploadTimeout {
		if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Duration.ofDays(1)) > 0) {
			throw new IllegalArgumentException(
					"heatlens.upload.timeout: expected more than 0, up to 1d, found " + timeout);
		}
	}

	/**
	 * Computes how long a body may have taken so far.
	 * @param received the number of bytes that have arrived
	 * @return the time in nanoseconds
	 */
	long nanosFor(long received) {
		return this.timeout.toNanos() + received * 1_000_000_000 / BYTES_PER_SECOND;
	}

}
