package io.heatlens.web;

import java.util.HashMap;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/**
 * Counts the requests that are refused because of load, limits or missing rights, by
 * reason.
 */
@Component
class Rejections {

	private static final Map<String, String> REASONS = Map.of("overloaded", "overloaded", "deadline-exceeded",
			"deadline", "rate-limited", "rate-limited", "unauthenticated", "unauthenticated", "forbidden", "forbidden",
			"upload-too-large", "too-large", "image-too-large", "too-large", "request-timeout", "slow", "not-ready",
			"not-ready");

	private final Map<String, Counter> counters = new HashMap<>();

	Rejections(MeterRegistry registry) {
		REASONS.forEach((code, reason) -> this.counters.put(code,
				Counter.builder("heatlens.rejections")
					.description("Requests that were refused because of load, limits or missing rights")
					.tag("reason", reason)
					.register(registry)));
	}

	void count(ProblemDetail problem) {
		Map<String, Object> properties = problem.getProperties();
		Counter counter = (properties != null) ? this.counters.get(String.valueOf(properties.get("code"))) : null;
		if (counter != null) {
			counter.increment();
		}
	}

}
