package io.heatlens.batch;

import java.util.function.IntSupplier;

import io.heatlens.answer.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/**
 * Starts the application for a command, without a web server.
 */
final class Launcher {

	private static final Logger logger = LoggerFactory.getLogger(Launcher.class);

	/** The exit status of a command that cannot be carried out. */
	private static final int REFUSED = 1;

	private Launcher() {
	}

	/**
	 * Runs a command.
	 * @param usage the usage of the command
	 * @param application the class of the application whose beans the command uses
	 * @param command the class of the command, a runner that also supplies the exit
	 * status
	 * @param args the arguments of the command
	 * @return the exit status of the process
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
			// This creates only the beans that the command needs, and none of the web.
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
	 * Does the work of a command. An error that the user can correct is printed and
	 * becomes an exit status; any other exception is thrown again.
	 * @param work the work, which returns the exit status
	 * @return the exit status of the work, or 1 if the command cannot be carried out
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
		logger.debug("The command cannot be carried out", ex);
		return REFUSED;
	}

}
