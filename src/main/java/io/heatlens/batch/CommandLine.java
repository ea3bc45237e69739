package io.heatlens.batch;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A parsed command line.
 *
 * @param options the values of the command's own options, by the name of the option
 * @param parameters the values of the API's parameters, by the name of the parameter
 * @param properties the properties of the application as {@code --name=value}, the form
 * that Spring accepts
 */
record CommandLine(Map<String, List<String>> options, Map<String, List<String>> parameters, List<String> properties) {

	/**
	 * Checks whether an option is given.
	 * @param option the name of the option
	 * @return whether it is given
	 */
	boolean has(String option) {
		return this.options.containsKey(option);
	}

	/**
	 * Reads an option that may be given once.
	 * @param option the name of the option
	 * @return its value, or {@code null} if it is not given
	 * @throws CommandException if it is given more than once
	 */
	@Nullable String one(String option) {
		List<String> values = this.options.getOrDefault(option, List.of());
		if (values.size() > 1) {
			throw new CommandException(
					"--%s is given %d times, but takes only one value.".formatted(option, values.size()));
		}
		return values.isEmpty() ? null : values.get(0);
	}

	/**
	 * Reads an option that has to be given.
	 * @param option the name of the option
	 * @return its value
	 * @throws CommandException if it is not given or given more than once
	 */
	String required(String option) {
		String value = one(option);
		if (value == null) {
			throw new CommandException("--%s is missing. See --help.".formatted(option));
		}
		return value;
	}

}
