package io.heatlens.batch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.heatlens.request.ApiParameter;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * What to explain, and where to.
 *
 * @param input folder of images
 * @param output folder of results
 * @param shard which of the images
 * @param timeout of the images that go through the model together
 * @param overwrite whether results of other settings are made again
 */
record ExplainJob(Path input, Path output, Shard shard, Duration timeout, boolean overwrite) {

	static final Usage USAGE = new Usage("explain", "Explains every image of a folder.", List
		.of(new Option("input", "DIR", "The folder of images, with those in it."), new Option("output", "DIR",
				"Where to: a JSON and a PNG an image under its own path, and a manifest. A run that was stopped goes on."),
				new Option("shard", "I/N", "Only part I, from 0, of N. Default: 0/1."),
				new Option("timeout", "TIME", "For the images that go through the model together. Default: 1h."),
				new Option("overwrite", "", "Makes results of other parameters or another model again.")),
			ApiParameter.OF_EXPLANATIONS);

	private static final Duration TIMEOUT = Duration.ofHours(1);

	static ExplainJob of(CommandLine line) {
		Path input = path(line.required("input"));
		Path output = path(line.required("output"));
		if (input.startsWith(output)) {
			throw new CommandException("--input lies in --output, where results would get among the images.");
		}
		return new ExplainJob(input, output, Shard.parse(line.one("shard")), timeout(line.one("timeout")),
				line.has("overwrite"));
	}

	private static Path path(String text) {
		return Path.of(text).toAbsolutePath().normalize();
	}

	private static Duration timeout(@Nullable String text) {
		if (text == null) {
			return TIMEOUT;
		}
		try {
			Duration timeout = DurationStyle.detectAndParse(text);
			if (timeout.compareTo(Duration.ZERO) > 0 && timeout.compareTo(Duration.ofDays(365)) < 0) {
				return timeout;
			}
		}
		catch (IllegalArgumentException ex) {
			// refused below
		}
		throw new CommandException("--timeout takes a time such as 30s, 10m or 2h, but is \"%s\".".formatted(text));
	}

}
