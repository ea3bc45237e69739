package io.heatlens.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats what fails because of the network, with growing pauses, until too many attempts
 * in a row make no progress.
 */
final class Retries {

	private static final Logger logger = LoggerFactory.getLogger(Retries.class);

	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

	private final FetchProperties properties;

	Retries(FetchProperties properties) {
		this.properties = properties;
	}

	/**
	 * Repeats an attempt until it succeeds.
	 * @param <T> the type of the result
	 * @param progress returns how far the work has got; after an attempt that got further
	 * than all before it, the failures are counted anew
	 * @param attempt the attempt, which fails with an {@link IOException} if it may be
	 * repeated
	 * @return the result of the successful attempt
	 * @throws SourceException after too many failures without progress, or if the pause
	 * before the next attempt would be too long
	 */
	<T> T run(LongSupplier progress, Attempt<T> attempt) {
		long furthest = progress.getAsLong();
		int failures = 0;
		while (true) {
			try {
				return attempt.run();
			}
			catch (IOException ex) {
				long reached = progress.getAsLong();
				failures = (reached > furthest) ? 1 : failures + 1;
				furthest = Math.max(furthest, reached);
				if (failures > this.properties.retries()) {
					throw new SourceException(reason(ex), ex);
				}
				pause(failures, ex);
			}
		}
	}

	private void pause(int failures, IOException cause) {
		Duration pause = this.properties.pause().multipliedBy(1L << (failures - 1));
		if (cause instanceof TransientException busy && busy.retryAfter().compareTo(pause) > 0) {
			pause = busy.retryAfter();
		}
		if (pause.compareTo(LONGEST_PAUSE) > 0) {
			throw new SourceException("%s. The next attempt would have to wait for %d s. Try again later"
				.formatted(reason(cause), pause.toSeconds()), cause);
		}
		logger.warn("{}. Trying again in {} s (retry {} of {})", reason(cause),
				"%.1f".formatted(pause.toMillis() / 1000.0), failures, this.properties.retries());
		try {
			Thread.sleep(pause.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SourceException("the fetch was interrupted", ex);
		}
	}

	private static String reason(IOException ex) {
		return (ex.getMessage() != null) ? ex.getMessage() : ex.getClass().getSimpleName();
	}

	/**
	 * An attempt that may be repeated if it fails.
	 *
	 * @param <T> the type of the result
	 */
	@FunctionalInterface
	interface Attempt<T> {

		T run() throws IOException;

	}

}
