package io.heatlens.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.heatlens.engine.Timed;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The time that each stage of a request took, for the header {@code Server-Timing}.
 */
public final class Timings {

	private static final String ATTRIBUTE = Timings.class.getName();

	private final Map<String, Duration> stages = new LinkedHashMap<>();

	private Timings() {
		for (String stage : new String[] { "decode", "queue", "model", "render" }) {
			this.stages.put(stage, Duration.ZERO);
		}
	}

	/**
	 * Returns the timings of a request.
	 * @param request the request whose stages are timed
	 * @return the timings, the same object for each call with the same request
	 */
	public static Timings of(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof Timings timings) {
			return timings;
		}
		Timings timings = new Timings();
		request.setAttribute(ATTRIBUTE, timings);
		return timings;
	}

	void add(String stage, Duration duration) {
		this.stages.merge(stage, duration, Duration::plus);
	}

	void addSince(String stage, long startNanos) {
		add(stage, Duration.ofNanos(System.nanoTime() - startNanos));
	}

	public void add(Timed<?> work) {
		add("queue", work.queued());
		add("model", work.ran());
	}

	/**
	 * Formats the value of the header.
	 * @return every stage with its time in milliseconds
	 */
	String header() {
		return this.stages.entrySet()
			.stream()
			.map((stage) -> String.format(Locale.ROOT, "%s;dur=%.1f", stage.getKey(), stage.getValue().toNanos() / 1e6))
			.collect(Collectors.joining(", "));
	}

}
