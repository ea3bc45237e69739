package io.heatlens.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
	 * Starts the process.
	 * @param temporary the folder for temporary files
	 * @param arguments the arguments of the application; those that begin with -X are for
	 * Java
	 * @throws IOException if there is no Java
	 */
	Service(Path temporary, String... arguments) throws IOException {
		this(List.of(), temporary, arguments);
	}

	/**
	 * Starts the process with a launcher.
	 * @param launcher a command that takes the command of the service as its last
	 * arguments
	 * @param temporary the folder for temporary files
	 * @param arguments the arguments of the application; those that begin with -X are for
	 * Java
	 * @throws IOException if there is no Java
	 */
	Service(List<String> launcher, Path temporary, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(launcher);
		// most of these processes live for seconds, too short for the optimising compiler
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

	// without the classes and resources of the tests
	private static String classPath() {
		String paths = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return Arrays.stream(paths.split(Pattern.quote(System.getProperty("path.separator")), -1))
			.filter((path) -> !path.contains("test-classes"))
			.collect(Collectors.joining(System.getProperty("path.separator")));
	}

	/**
	 * Waits for a line of the log.
	 * @param pattern the pattern to find in the line
	 * @return the match
	 * @throws IOException if the output cannot be read
	 */
	Matcher await(Pattern pattern) throws IOException {
		CompletableFuture<Void> limit = endAfterAMinute();
		for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
			this.log.add(line);
			Matcher matcher = pattern.matcher(line);
			if (matcher.find()) {
				limit.cancel(false);
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
		// the process would block if nothing read its output
		Thread reader = new Thread(() -> this.output.lines().forEach(this.log::add));
		reader.setDaemon(true);
		reader.start();
		return client;
	}

	/**
	 * Waits for the end of the process.
	 * @return its output
	 * @throws Exception if it does not end
	 */
	String end() throws Exception {
		CompletableFuture<Void> limit = endAfterAMinute();
		this.output.lines().forEach(this.log::add);
		this.process.waitFor(1, TimeUnit.MINUTES);
		limit.cancel(false);
		return String.join("\n", this.log);
	}

	// Ends a process that says nothing more, because reading its output would never end.
	private CompletableFuture<Void> endAfterAMinute() {
		return CompletableFuture.runAsync(this.process::destroyForcibly,
				CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES));
	}

	Process process() {
		return this.process;
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
