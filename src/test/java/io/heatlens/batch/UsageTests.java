package io.heatlens.batch;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The three kinds of arguments: options, parameters and properties.
 */
class UsageTests {

	private static CommandLine parse(String... args) {
		return ExplainJob.USAGE.parse(args);
	}

	@Test
	void optionsParametersAndPropertiesAreDistinguished() {
		CommandLine line = parse("--input=a", "--method=legrad", "--method=fem", "--heatlens.models.store=/m",
				"--pool.stride=2", "--overwrite");
		assertThat(line.options()).isEqualTo(Map.of("input", List.of("a"), "overwrite", List.of("true")));
		assertThat(line.parameters())
			.isEqualTo(Map.of("method", List.of("legrad", "fem"), "pool.stride", List.of("2")));
		assertThat(line.properties()).containsExactly("--heatlens.models.store=/m");
	}

	@Test
	void valueMayBeTheNextArgument() {
		CommandLine line = parse("--input", "a b", "--heatlens.models.store", "/m", "--layer", "blocks[-1]=x");
		assertThat(line.required("input")).isEqualTo("a b");
		assertThat(line.parameters()).containsEntry("layer", List.of("blocks[-1]=x"));
		assertThat(line.properties()).containsExactly("--heatlens.models.store=/m");
	}

	@Test
	void unknownOptionListsTheOptions() {
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> parse("--methods=legrad"))
			.withMessageContainingAll("\"--methods\"", "--input", "--shard", "--method", "--pool.stride", "--help");
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> parse("photos"))
			.withMessageContaining("\"photos\"");
	}

	@Test
	void optionWithoutItsValueIsRefused() {
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> parse("--input", "--output=b"))
			.withMessageContaining("--input=VALUE");
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> parse("--output=b").required("input"))
			.withMessageContaining("--input is missing");
	}

	@Test
	void helpListsOptionsAndParameters() {
		assertThat(ExplainJob.USAGE.help()).contains("--input=DIR", "--shard=I/N", "--overwrite", "--colormap=",
				"--help");
	}

}
