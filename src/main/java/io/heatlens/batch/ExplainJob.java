package io.heatlens.batch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.heatlens.request.ApiParameter;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * The options of the {@code explain} command.
 *
 * @param input the folder of images, absolute
 * @param output the folder for the results, absolute
 * @param shard the part of the images to explain
 * @param timeout the time limit per batch of images that go through the model together
 * @param overwrite whether results of other settings are replaced
 */
record ExplainJob(Path input, Path output, Shard shard, Duration timeout, boolean overwrite) {

	static final Usage USAGE = new Usage("explain", "Explains every image of a folder.", List
		.of(new Option("input", "DIR", "The folder of images. Its subfolders are included."), new Option("output",
				"DIR",
				"The folder for the results: a JSON file and PNG files per image, and a manifest. A run that was stopped is continued."),
				new Option("shard", "I/N", "Explains only part I (from 0) of N. Default: 0/1."),
				new Option("timeout", "TIME", "The time limit per batch of images. Default: 1h."),
				new Option("overwrite", "", "Replaces results of other parameters or of another model.")),
			ApiParameter.OF_FOLDERS);

	private static final Duration TIMEOUT = Duration.ofHours(1);

	static ExplainJob of(CommandLine line) {
		Path input = path(line.required("input"));
		Path output = path(line.required("output"));
		if (input.startsWith(output)) {
			throw new CommandException(
					"--input lies in --output, so the results would be written among the images. Choose another --output.");
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
		throw new CommandException("--timeout expects a time such as 30s, 10m or 2h, but is \"%s\".".formatted(text));
	}

}
