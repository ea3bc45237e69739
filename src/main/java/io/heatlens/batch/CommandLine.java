package io.heatlens.batch;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a command was told.
 *
 * @param options of the command
 * @param parameters of the API
 * @param properties of the application, as Spring takes them
 */
record CommandLine(Map<String, List<String>> options, Map<String, List<String>> parameters, List<String> properties) {

	/**
	 * Looks for an option that is there or not.
	 * @param option its name
	 * @return whether it is there
	 */
	boolean has(String option) {
		return this.options.containsKey(option);
	}

	/**
	 * Reads an option.
	 * @param option its name
	 * @return its value, or nothing
	 * @throws CommandException if it is there twice
	 */
	@Nullable String one(String option) {
		List<String> values = this.options.getOrDefault(option, List.of());
		if (values.size() > 1) {
			throw new CommandException("--%s is there %d times.".formatted(option, values.size()));
		}
		return values.isEmpty() ? null : values.get(0);
	}

	/**
	 * Reads an option that has to be there.
	 * @param option its name
	 * @return its value
	 * @throws CommandException if it is not there once
	 */
	String required(String option) {
		String value = one(option);
		if (value == null) {
			throw new CommandException("--%s is missing. --help says more.".formatted(option));
		}
		return value;
	}

}
