package io.heatlens.explain.metric;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;

/**
 * The metrics that a request can name: all {@link Metric} components.
 */
@Component
public class Metrics {

	private final List<Metric> all;

	Metrics(List<Metric> all) {
		this.all = all.stream().sorted(Comparator.comparing(Metric::name)).toList();
	}

	/**
	 * The names of the metrics.
	 * @return the names in alphabetical order
	 */
	public List<String> names() {
		return this.all.stream().map(Metric::name).toList();
	}

	/**
	 * Finds a metric.
	 * @param name the name in the API
	 * @return the metric, or empty if no metric has that name
	 */
	public Optional<Metric> find(String name) {
		return this.all.stream().filter((metric) -> metric.name().equals(name)).findFirst();
	}

}
