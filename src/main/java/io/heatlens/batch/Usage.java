package io.heatlens.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.heatlens.api.Suggestion;
import io.heatlens.request.ApiParameter;

/**
 * The usage of a command. A command takes its own options, parameters of the API by their
 * names, and properties of the application. The names of properties begin with words that
 * no option or parameter begins with, so they cannot be confused.
 *
 * @param command the name of the command
 * @param summary what the command does, for the help
 * @param options the command's own options
 * @param parameters the parameters of the API that the command takes
 */
record Usage(String command, String summary, List<Option> options, Set<ApiParameter> parameters) {

	private static final Pattern PROPERTY = Pattern.compile("(heatlens|spring|logging|management|server)\\..+");

	private static final Option HELP = new Option("help", "", "Prints this help.");

	Usage {
		options = Stream.concat(options.stream(), Stream.of(HELP)).toList();
	}

	/**
	 * Parses the arguments of the command.
	 * @param args the arguments, each as {@code --name=value}, {@code --name value} or
	 * {@code --name}
	 * @return the parsed command line
	 * @throws CommandException if an option is unknown or lacks its value
	 */
	CommandLine parse(String... args) {
		CommandLine line = new CommandLine(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
		for (int i = 0; i < args.length; i++) {
			String[] parts = args[i].split("=", 2);
			String name = name(parts[0]);
			if (parts.length == 2) {
				add(line, name, parts[1]);
			}
			else if (flag(name)) {
				add(line, name, "true");
			}
			else if (i + 1 < args.length && !args[i + 1].startsWith("--")) {
				add(line, name, args[++i]);
			}
			else {
				throw new CommandException("--%s needs a value, as in --%s=VALUE.".formatted(name, name));
			}
		}
		return line;
	}

	private String name(String dashed) {
		String name = dashed.startsWith("--") ? dashed.substring(2) : "";
		if (!PROPERTY.matcher(name).matches() && !ofCommand(name) && !ofApi(name)) {
			List<String> known = Stream
				.concat(this.options.stream().map(Option::name), this.parameters.stream().map(ApiParameter::apiName))
				.map((option) -> "--" + option)
				.toList();
			throw new CommandException(
					"There is no option \"%s\".%s The options are: %s; and properties of the service, such as --heatlens.PROPERTY=VALUE."
						.formatted(dashed, Suggestion.of(dashed, known), String.join(", ", known)));
		}
		return name;
	}

	private boolean ofCommand(String name) {
		return this.options.stream().anyMatch((option) -> option.name().equals(name));
	}

	private boolean ofApi(String name) {
		return this.parameters.stream().anyMatch((parameter) -> parameter.apiName().equals(name));
	}

	private boolean flag(String name) {
		return name.equals(ApiParameter.DRY_RUN.apiName())
				|| this.options.stream().anyMatch((option) -> option.name().equals(name) && option.flag());
	}

	private void add(CommandLine line, String name, String value) {
		if (ofCommand(name) || ofApi(name)) {
			Map<String, List<String>> values = ofCommand(name) ? line.options() : line.parameters();
			values.computeIfAbsent(name, (key) -> new ArrayList<>()).add(value);
		}
		else {
			line.properties().add("--" + name + "=" + value);
		}
	}

	/**
	 * Formats the help of the command.
	 * @return several lines of text
	 */
	String help() {
		Stream<String> own = this.options.stream()
			.map((option) -> line(option.name() + (option.flag() ? "" : "=" + option.value()), option.description()));
		Stream<String> api = this.parameters.stream()
			.map((parameter) -> line(parameter.apiName() + "=...", parameter.description()));
		return """
				%s
				java -jar heatlens.jar %s OPTIONS

				%s
				Parameters as in the API:
				%s
				Properties of the service are also accepted, such as --heatlens.models.store=DIR
				""".formatted(this.summary, this.command, own.collect(Collectors.joining()),
				api.collect(Collectors.joining()));
	}

	private static String line(String name, String description) {
		return "  --%-22s %s%n".formatted(name, description);
	}

}
