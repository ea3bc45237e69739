package io.heatlens;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The help lists the commands and all settings of {@code src/docs/settings.md}.
 */
@ExtendWith(OutputCaptureExtension.class)
class HelpTests {

	private static final Pattern SETTING = Pattern.compile("`(heatlens)?(\\.[\\w.-]+)`");

	@ParameterizedTest
	@ValueSource(strings = { "--help", "help", "-h", "fetch --help", "help fetch", "--server.port=1 --help" })
	void helpIsPrintedAndNothingStarts(String args, CapturedOutput output) {
		HeatlensApplication.main(args.split(" ", -1));
		assertThat(output.getOut()).isEqualTo(Help.text())
			.contains("explain OPTIONS", "rank OPTIONS", "fetch [SETTINGS]", "server.port");
	}

	@Test
	void helpListsTheSettingsOfTheDocumentation() throws IOException {
		List<String> documented = new ArrayList<>();
		for (String line : Files.readAllLines(Path.of("src/docs/settings.md"))) {
			if (line.startsWith("| `heatlens.")) {
				documented.addAll(names(line.split("\\|", -1)[1]));
			}
		}
		List<String> listed = Help.text()
			.lines()
			.map(String::strip)
			.filter((line) -> line.startsWith("heatlens."))
			.map((line) -> line.split(" ", 2)[0])
			.toList();
		assertThat(documented).hasSizeGreaterThan(20);
		assertThat(listed).containsExactlyElementsOf(documented);
	}

	// A short name in the same cell continues the group of the name before it.
	private static List<String> names(String cell) {
		List<String> names = new ArrayList<>();
		Matcher matcher = SETTING.matcher(cell);
		while (matcher.find()) {
			String last = names.isEmpty() ? "" : names.get(names.size() - 1);
			names.add((matcher.group(1) != null) ? "heatlens" + matcher.group(2)
					: last.substring(0, last.lastIndexOf('.')) + matcher.group(2));
		}
		return names;
	}

}
