package io.heatlens.batch;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

import io.heatlens.answer.MethodRanking;
import io.heatlens.api.Suggestion;
import io.heatlens.explain.metric.Metric;
import io.heatlens.explain.metric.Metrics;
import io.heatlens.request.ApiParameter;

/**
 * The options of the {@code rank} command.
 */
final class RankJob {

	static final Usage USAGE = new Usage("rank",
			"Ranks the methods by how faithful they are to a model on a folder of images. The top prediction of each image is explained, so the images need no labels.",
			List.of(new Option("images", "DIR", "A small folder of images, at least 2."),
					new Option("metric", "NAME", "deletion, insertion, saco or road; repeatable. Default: deletion."),
					new Option("methods", "NAMES",
							"The methods, separated by commas, or all. Default: those that take few passes."),
					new Option("output", "DIR", "The folder for %s. Default: the model's folder in the store."
						.formatted(MethodRanking.FILE))),
			EnumSet.of(ApiParameter.MODEL, ApiParameter.ALPHA));

	private RankJob() {
	}

	/**
	 * Reads an option that may be repeated and may hold several values, separated by
	 * commas.
	 * @param line the command line
	 * @param option the name of the option
	 * @return the values without duplicates; empty if the option is not given
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
	 * Looks up a metric.
	 * @param metrics the available metrics
	 * @param name the name of the metric
	 * @return the metric
	 * @throws CommandException if there is no metric of that name
	 */
	static Metric metric(Metrics metrics, String name) {
		return metrics.find(name)
			.orElseThrow(() -> new CommandException("There is no metric \"%s\".%s The metrics are: %s.".formatted(name,
					Suggestion.of(name, metrics.names()), String.join(", ", metrics.names()))));
	}

}
