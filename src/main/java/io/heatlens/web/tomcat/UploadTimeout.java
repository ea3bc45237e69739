package io.heatlens.web.tomcat;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How slowly a request's body may come.
 *
 * @param timeout what any body may take, more than 0; one second more for every 16 KB
 * that have arrived
 */
@ConfigurationProperties("heatlens.upload")
record UploadTimeout(@DefaultValue("10s") Duration timeout) {

	private static final long BYTES_PER_SECOND = 16 * 1024;

	UploadTimeout {
		if (timeout.isNegative() || timeout.isZero()) {
			throw new IllegalArgumentException("heatlens.upload.timeout: expected more than 0, found " + timeout);
		}
	}

	/**
	 * Says how long a body may have taken so far.
	 * @param received bytes of it
	 * @return nanoseconds
	 */
	long nanosFor(long received) {
		return this.timeout.toNanos() + received * 1_000_000_000 / BYTES_PER_SECOND;
	}

}
