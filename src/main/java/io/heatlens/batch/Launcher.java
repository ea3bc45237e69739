package io.heatlens.batch;

import java.util.function.IntSupplier;

import io.heatlens.answer.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/**
 * Starts the application for a command instead of the web.
 */
final class Launcher {

	private static final Logger logger = LoggerFactory.getLogger(Launcher.class);

	/** The status of a command that could not begin. */
	private static final int REFUSED = 1;

	private Launcher() {
	}

	/**
	 * Runs a command.
	 * @param usage of the command
	 * @param application that has the stages
	 * @param command a runner that gives the status
	 * @param args of the command
	 * @return the status of the process
	 */
	static int launch(Usage usage, Class<?> application, Class<?> command, String... args) {
		try {
			CommandLine line = usage.parse(args);
			if (line.has("help")) {
				System.out.print(usage.help());
				return 0;
			}
			SpringApplication spring = new SpringApplication(application, command);
			spring.setWebApplicationType(WebApplicationType.NONE);
			spring.setBannerMode(Banner.Mode.OFF);
			spring.setLogStartupInfo(false);
			// what belongs to the web is not needed, and so not made
			spring.setLazyInitialization(true);
			spring
				.addInitializers((context) -> context.getBeanFactory().registerSingleton("heatlensCommandLine", line));
			return SpringApplication.exit(spring.run(line.properties().toArray(String[]::new)));
		}
		catch (CommandException ex) {
			return refuse(ex);
		}
	}

	/**
	 * Does a command's work.
	 * @param work that gives the status
	 * @return the status, also if what was asked for cannot be done
	 */
	static int guard(IntSupplier work) {
		try {
			return work.getAsInt();
		}
		catch (RuntimeException ex) {
			if (ex instanceof CommandException || ErrorCode.of(ex) != ErrorCode.INTERNAL) {
				return refuse(ex);
			}
			throw ex;
		}
	}

	private static int refuse(RuntimeException ex) {
		System.err.println(ex.getMessage());
		logger.debug("Refused", ex);
		return REFUSED;
	}

}
