package io.heatlens;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Dockerfile agrees with the other files whose values it repeats.
 * {@code src/image/check.sh} builds the image and runs it.
 */
class DockerfileTests {

	private final String dockerfile = read("Dockerfile");

	@Test
	void labelHasTheVersionOfThePom() throws IOException {
		Properties build = PropertiesLoaderUtils
			.loadProperties(new ClassPathResource("META-INF/build-info.properties"));
		assertThat(find("ARG VERSION=(.+)")).containsExactly(build.getProperty("build.version"));
	}

	@Test
	void cacheIsTrainedWithTheFlagsItIsUsedWith() {
		String training = find("RUN \\S+/train.sh (.+)").get(0);
		String entryPoint = find("ENTRYPOINT \\[(.+)]").get(0).replace("\"", "").replace(",", "");
		assertThat(training).contains("-XX:AOTCacheOutput=");
		assertThat(entryPoint).isEqualTo(training.replace("-XX:AOTCacheOutput=", "-XX:AOTCache="));
	}

	@Test
	void copiedFilesExistAndAreNotIgnored() {
		List<String> sent = read(".dockerignore").lines()
			.filter((line) -> line.startsWith("!"))
			.map((line) -> line.substring(1))
			.toList();
		List<String> copied = find("COPY ([^-].+) \\S+").stream()
			.flatMap((files) -> Stream.of(files.split(" ")))
			.toList();
		assertThat(copied).isNotEmpty().allSatisfy((file) -> {
			assertThat(Path.of(file)).exists();
			assertThat(sent).anyMatch((prefix) -> Path.of(file).startsWith(prefix));
		});
	}

	private List<String> find(String regex) {
		return Pattern.compile("(?m)^" + regex + "$")
			.matcher(this.dockerfile)
			.results()
			.map((MatchResult match) -> match.group(1))
			.toList();
	}

	private static String read(String file) {
		try {
			return Files.readString(Path.of(file));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
