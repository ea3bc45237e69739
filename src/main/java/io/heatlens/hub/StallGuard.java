package io.heatlens.hub;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads with a time limit, which the JDK's client has only until the headers are there.
 */
final class StallGuard {

	private final ScheduledExecutorService timer;

	private final Duration limit;

	StallGuard(ScheduledExecutorService timer, Duration limit) {
		this.timer = timer;
		this.limit = limit;
	}

	/**
	 * Reads some bytes.
	 * @param in a response's body, which is closed when the time is over
	 * @param buffer takes them
	 * @return how many, or -1 at the end
	 * @throws IOException if the connection breaks or nothing comes
	 */
	int read(InputStream in, byte[] buffer) throws IOException {
		// closing wakes the reader before the alarm itself has ended
		AtomicBoolean over = new AtomicBoolean();
		Future<?> alarm = this.timer.schedule(() -> {
			over.set(true);
			in.close();
			return null;
		}, this.limit.toMillis(), TimeUnit.MILLISECONDS);
		try {
			return in.read(buffer);
		}
		catch (IOException ex) {
			throw over.get() ? new IOException("nothing came for " + this.limit.toSeconds() + " s", ex) : ex;
		}
		finally {
			alarm.cancel(false);
		}
	}

}
