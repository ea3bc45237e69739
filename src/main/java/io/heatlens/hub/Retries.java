package io.heatlens.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what a network may break, with growing pauses, as long as that gets further
 * every few attempts.
 */
final class Retries {

	private static final Logger logger = LoggerFactory.getLogger(Retries.class);

	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

	private final FetchProperties properties;

	Retries(FetchProperties properties) {
		this.properties = properties;
	}

	/**
	 * Runs until it succeeds.
	 * @param <T> what comes out
	 * @param progress how far it has got; an attempt that got further than any before
	 * counts as the first
	 * @param attempt fails with an {@link IOException} if it may be tried again
	 * @return its result
	 * @throws SourceException after too many attempts that got no further
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
			throw new SourceException("%s and wants to be left alone for %d s. Try again later".formatted(reason(cause),
					pause.toSeconds()), cause);
		}
		logger.warn("{}. Trying again in {} s ({} of {})", reason(cause), "%.1f".formatted(pause.toMillis() / 1000.0),
				failures, this.properties.retries());
		try {
			Thread.sleep(pause.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SourceException("interrupted", ex);
		}
	}

	private static String reason(IOException ex) {
		return (ex.getMessage() != null) ? ex.getMessage() : ex.getClass().getSimpleName();
	}

	/**
	 * What may be tried again.
	 *
	 * @param <T> what comes out
	 */
	@FunctionalInterface
	interface Attempt<T> {

		T run() throws IOException;

	}

}
