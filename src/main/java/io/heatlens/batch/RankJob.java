package io.heatlens.batch;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

import io.heatlens.answer.MethodRanking;
import io.heatlens.explain.metric.Metric;
import io.heatlens.explain.metric.Metrics;
import io.heatlens.request.ApiParameter;

/**
 * What to rank.
 */
final class RankJob {

	static final Usage USAGE = new Usage("rank",
			"Ranks the methods on a model by a folder of images, which need no labels: the top prediction is explained.",
			List.of(new Option("images", "DIR", "A small folder of images, 2 or more."),
					new Option("metric", "NAME", "deletion, insertion, saco or road; repeatable. Default: deletion."),
					new Option("methods", "NAMES",
							"Which methods, with commas between; or all. Default: those that take few passes."),
					new Option("output", "DIR", "Where to write %s. Default: the model's folder in the store."
						.formatted(MethodRanking.FILE))),
			EnumSet.of(ApiParameter.MODEL));

	private RankJob() {
	}

	/**
	 * Reads an option that may be repeated, and hold several values.
	 * @param line that was typed
	 * @param option its name
	 * @return the values
	 */
	static List<String> all(CommandLine line, String option) {
		return line.options()
			.getOrDefault(option, List.of())
			.stream()
			.flatMap((value) -> Arrays.stream(value.split(",")))
			.map(String::strip)
			.distinct()
			.toList();
	}

	/**
	 * Makes sure that there is a metric.
	 * @param metrics that there are
	 * @param name as it was typed
	 * @return the metric
	 */
	static Metric metric(Metrics metrics, String name) {
		return metrics.find(name)
			.orElseThrow(() -> new CommandException("There is no metric \"%s\". The metrics are: %s.".formatted(name,
					String.join(", ", metrics.names()))));
	}

}
