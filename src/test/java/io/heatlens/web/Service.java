package io.heatlens.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.heatlens.HeatlensApplication;

/**
 * The service as a process of its own, which can be killed.
 */
final class Service implements AutoCloseable {

	private static final Pattern READY = Pattern.compile("Heatlens is ready.*http://localhost:(\\d+)/");

	private final Process process;

	private final BufferedReader output;

	private final List<String> log = new ArrayList<>();

	/**
	 * Starts.
	 * @param temporary the only folder to write to
	 * @param arguments of the application, and such of Java as begin with -X
	 * @throws IOException if there is no Java
	 */
	Service(Path temporary, String... arguments) throws IOException {
		this(List.of(), temporary, arguments);
	}

	/**
	 * Starts.
	 * @param launcher that takes the command as its last arguments
	 * @param temporary the only folder to write to
	 * @param arguments of the application, and such of Java as begin with -X
	 * @throws IOException if there is no Java
	 */
	Service(List<String> launcher, Path temporary, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(launcher);
		// most of these live for seconds, which is no time for the better compiler
		command.addAll(List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx512m",
				"-XX:TieredStopAtLevel=1"));
		Map<Boolean, List<String>> ofJava = Arrays.stream(arguments)
			.collect(Collectors.partitioningBy((argument) -> argument.startsWith("-X")));
		command.addAll(ofJava.getOrDefault(true, List.of()));
		command.addAll(List.of("-Djava.io.tmpdir=" + temporary, "-cp", classPath(), HeatlensApplication.class.getName(),
				"--server.port=0"));
		command.addAll(ofJava.getOrDefault(false, List.of()));
		this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
		this.output = this.process.inputReader();
	}

	// what tests bring is not served
	private static String classPath() {
		String paths = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return Arrays.stream(paths.split(Pattern.quote(System.getProperty("path.separator")), -1))
			.filter((path) -> !path.contains("test-classes"))
			.collect(Collectors.joining(System.getProperty("path.separator")));
	}

	/**
	 * Waits until a line of the log has come.
	 * @param pattern that the line contains
	 * @return the match
	 * @throws IOException if the process ends before
	 */
	Matcher await(Pattern pattern) throws IOException {
		for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
			this.log.add(line);
			Matcher matcher = pattern.matcher(line);
			if (matcher.find()) {
				return matcher;
			}
		}
		throw new IllegalStateException(String.join("\n", this.log));
	}

	/**
	 * Waits until it is ready.
	 * @return a client
	 * @throws IOException if it ends before
	 */
	Client ready() throws IOException {
		Client client = new Client(Integer.parseInt(await(READY).group(1)));
		// it would stop when nobody reads what it says
		Thread reader = new Thread(() -> this.output.lines().forEach(this.log::add));
		reader.setDaemon(true);
		reader.start();
		return client;
	}

	/**
	 * Waits for its end.
	 * @return what it said
	 * @throws Exception if it does not end
	 */
	String end() throws Exception {
		this.output.lines().forEach(this.log::add);
		this.process.waitFor(1, TimeUnit.MINUTES);
		return String.join("\n", this.log);
	}

	Process process() {
		return this.process;
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
