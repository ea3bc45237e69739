package io.heatlens.explain.metric;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;

/**
 * The metrics that can be asked for: every {@link Metric} there is.
 */
@Component
public class Metrics {

	private final List<Metric> all;

	Metrics(List<Metric> all) {
		this.all = all.stream().sorted(Comparator.comparing(Metric::name)).toList();
	}

	/**
	 * Lists the metrics.
	 * @return their names, sorted
	 */
	public List<String> names() {
		return this.all.stream().map(Metric::name).toList();
	}

	/**
	 * Finds a metric.
	 * @param name in the API
	 * @return the metric, if there is one of that name
	 */
	public Optional<Metric> find(String name) {
		return this.all.stream().filter((metric) -> metric.name().equals(name)).findFirst();
	}

}
