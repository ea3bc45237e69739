package io.heatlens.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.stream.Stream;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.jni.NativeLibrary;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.provider.Arguments;

import org.springframework.util.FileSystemUtils;

/**
 * The chart, rendered by Helm.
 */
final class Chart {

	static final Path FOLDER = Path.of("helm", "heatlens");

	static final String NAMESPACE = "vision";

	static final String LONG_NAME = "a-release-whose-name-is-as-long-as-helm-lets-it-be-53";

	private Chart() {
	}

	static Helm helm() {
		Assumptions.assumeTrue(ServiceLoader.load(NativeLibrary.class).findFirst().isPresent(),
				() -> "Helm's native part is not published for %s on %s, so the chart is not tested here"
					.formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
		return new Helm(FOLDER);
	}

	/**
	 * Renders the chart.
	 * @param name of the release
	 * @param values a file
	 * @return what Kubernetes would be given, with the pods of hooks
	 */
	static Rendering render(String name, Path values) {
		helm();
		try {
			Path folder = Files.createTempDirectory("chart");
			try {
				FileSystemUtils.copyRecursively(FOLDER, folder);
				unhook(folder.resolve("templates/tests/explain.yaml"));
				return Rendering.of(new Helm(folder).template()
					.withName(name)
					.withNamespace(NAMESPACE)
					.withKubeVersion("1.34.0")
					.withValuesFile(values)
					.call());
			}
			finally {
				FileSystemUtils.deleteRecursively(folder);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// Turns hooks into plain objects, because Helm as a library does not render hooks.
	private static void unhook(Path template) throws IOException {
		Files.writeString(template, Files.readString(template).replace("helm.sh/hook", "example.org/hook"));
	}

	/**
	 * Installs the chart as a dry run.
	 * @param option of the ci folder
	 * @return what Helm tells who installs it
	 */
	static String notes(String option) {
		String output = helm().install()
			.clientOnly()
			.dryRun()
			.withName("demo")
			.withNamespace(NAMESPACE)
			.withKubeVersion("1.34.0")
			.withValuesFile(values(option))
			.call()
			.getOutput();
		return output.substring(output.indexOf("NOTES:"));
	}

	static Rendering render(String option) {
		return render("demo", values(option));
	}

	static Path values(String option) {
		return FOLDER.resolve("ci").resolve(option + "-values.yaml");
	}

	/**
	 * Every option of the chart.
	 * @return the files of its ci folder
	 */
	static Stream<Path> options() {
		return files(FOLDER.resolve("ci"));
	}

	/**
	 * Every option of the chart, under a short and a long name.
	 * @return the option's name and its rendering
	 */
	static Stream<Arguments> renderings() {
		return options().flatMap((values) -> Stream.of("demo", LONG_NAME)
			.map((name) -> Arguments.of(values.getFileName() + " as " + name, render(name, values))));
	}

	static Stream<Path> files(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(Files::isRegularFile).sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
