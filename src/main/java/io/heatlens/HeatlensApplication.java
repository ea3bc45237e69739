package io.heatlens;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import io.heatlens.api.Suggestion;
import io.heatlens.batch.ExplainCommand;
import io.heatlens.batch.RankCommand;
import io.heatlens.hub.FetchCommand;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts Heatlens, a REST service that explains the predictions of Vision Transformers.
 * If the first argument is {@code fetch}, it only fetches the configured models into the
 * store; with {@code explain} it explains a folder of images, and with {@code rank} it
 * ranks the explanation methods by a folder of images. With {@code --help} it prints what
 * there is.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class HeatlensApplication {

	private static final List<String> COMMANDS = List.of("explain", "rank", "fetch", "help");

	private static final Set<String> HELP = Set.of("help", "--help", "-h");

	public static void main(String[] args) {
		String first = (args.length > 0) ? args[0] : "";
		String[] rest = Arrays.copyOfRange(args, Math.min(1, args.length), args.length);
		boolean help = Arrays.stream(rest).anyMatch(HELP::contains);
		if (HELP.contains(first) && rest.length > 0 && COMMANDS.contains(rest[0])) {
			first = rest[0];
			help = true;
		}
		switch (first) {
			case "explain" -> System.exit(ExplainCommand.launch(HeatlensApplication.class, rest(help, rest)));
			case "rank" -> System.exit(RankCommand.launch(HeatlensApplication.class, rest(help, rest)));
			case "fetch" -> fetch(help, rest);
			default -> serve(HELP.contains(first) || help, first, args);
		}
	}

	private static String[] rest(boolean help, String[] rest) {
		return help ? new String[] { "--help" } : rest;
	}

	private static void fetch(boolean help, String[] args) {
		if (help) {
			System.out.print(Help.text());
			return;
		}
		FetchCommand.main(args);
	}

	private static void serve(boolean help, String first, String[] args) {
		if (help) {
			System.out.print(Help.text());
			return;
		}
		if (!first.isEmpty() && !first.startsWith("-")) {
			System.err.println("There is no command \"%s\".%s The commands are: %s. Without one, the service starts."
				.formatted(first, Suggestion.of(first, COMMANDS), String.join(", ", COMMANDS)));
			System.exit(1);
		}
		SpringApplication.run(HeatlensApplication.class, args);
	}

}
